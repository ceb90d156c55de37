"""Chinese is complete: nothing missing, nothing left over, nothing said twice."""

import re

from tests.i18n.extraction import Words, chinese, entry, kept, places, said, translated, words_of
from wishboard.i18n.translations import sources

MSGID = re.compile(r'^msgid ((?:".*"\n)+)', re.MULTILINE)


def english(words: Words) -> str:
    return words if isinstance(words, str) else words[1]


def test_every_message_has_chinese_words() -> None:
    there = {
        words
        for words, entries in translated().items()
        for _, message in entries
        if chinese(message).strip()
    }
    missing = [f"# {at}\n{entry(words)}" for words, at in said().items() if words not in there]
    assert not missing, "Untranslated:\n\n" + "\n".join(missing)


def test_no_translation_is_left_over() -> None:
    now_said = said()
    stale = [
        f"{path.name}: {english(words)}"
        for words, entries in translated().items()
        for path, _ in entries
        if words not in now_said
    ]
    assert not stale, "No longer said anywhere:\n" + "\n".join(stale)


def test_every_message_is_translated_in_one_file_only() -> None:
    doubled = [
        f"{english(words)}: {', '.join(path.name for path, _ in entries)}"
        for words, entries in translated().items()
        if len(entries) > 1
    ]
    assert not doubled, "Translated in several files:\n" + "\n".join(doubled)


def test_no_file_says_a_message_twice() -> None:
    for path in sources():
        listed = MSGID.findall(path.read_text("utf-8"))
        doubled = {line for line in listed if listed.count(line) > 1}
        assert not doubled, f"{path.name}: {doubled}"


def test_translations_keep_the_places_for_values() -> None:
    wrong = [
        f"{path.name}: {english(words_of(message))}"
        for path in sources()
        for message in kept(path)
        if places(chinese(message)) != places(english(words_of(message)))
    ]
    assert not wrong, "Places for values differ:\n" + "\n".join(wrong)


def test_no_translation_is_marked_as_a_guess() -> None:
    guessed = [f"{path.name}: {one.id}" for path in sources() for one in kept(path) if one.fuzzy]
    assert not guessed
