"""Every setting of an installation: environment variables named `WISHBOARD_*`.

Each one is described for operators in `docs/settings.md`; a test holds the two together.
"""

import os
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def default_data_dir() -> Path:
    """Root's servers run as a system user that may not enter root's own home."""
    if os.geteuid() == 0:
        return Path("/var/lib/wishboard/town")
    return Path.home() / ".local/share/wishboard"


def _without_slash(url: str) -> str:
    """Paths are added to it, and bring their own slash."""
    return url.rstrip("/")


class Settings(BaseSettings):
    """What an operator may decide. Everything has a default that works on a laptop."""

    model_config = SettingsConfigDict(env_prefix="WISHBOARD_", extra="ignore")

    data_dir: Path = Field(
        default_factory=default_data_dir,
        description="Folder of the embedded database, the queue, photos, keys and compiled pages.",
    )
    database_url: str = Field(
        "", description="A city's own PostgreSQL, postgresql://…; empty starts the embedded one."
    )
    redis_url: str = Field(
        "", description="A city's own Redis or Valkey, redis://…; empty starts the embedded one."
    )
    host: str = Field("127.0.0.1", description="Address the web server listens on.")
    port: int = Field(8000, ge=1, le=65535, description="Port the web server listens on.")
    web_workers: int = Field(1, ge=1, description="Web processes that `wishboard run` starts.")
    pool_size: int = Field(8, ge=1, description="Database connections of each process.")
    prepared_statements: bool | None = Field(
        None,
        description="Whether statements are prepared; unset prepares on a private socket only, "
        "since a pooler may stand before a database in the network.",
    )
    public_url: Annotated[str, AfterValidator(_without_slash)] = Field(
        "http://127.0.0.1:8000", description="How residents reach the town; goes into QR codes."
    )
    town: str = Field("桐川市", description="The town's name as pages show it.")
    time_zone: str = Field(
        "Asia/Shanghai", description="The city's time zone; the year ends in it."
    )
    secret_key: SecretStr = Field(
        SecretStr(""),
        description="Master key, 32 bytes in base64, former keys behind it with commas between; "
        "empty uses data_dir/secret.key, made once.",
    )
    files_url: str = Field(
        "", description="Where photos go, s3://bucket/prefix; empty is data_dir/files."
    )
    mail_urls: str = Field(
        "", description="Apprise addresses for staff mail, separated by spaces; empty sends none."
    )
    demo: bool = Field(False, description="Shows the demo accounts on the sign-in page.")
    demo_password: str = Field(
        "wishes-come-true", description="Password of every demo account; of no use in a city."
    )
    secure_cookies: bool = Field(False, description="Cookies over HTTPS only; set it in a city.")
    trusted_proxies: str = Field(
        "", description="Addresses whose X-Forwarded-For is believed, separated by spaces."
    )
    second_factor_roles: str = Field(
        "",
        description="Roles that need a code from a telephone besides the password, separated by "
        "spaces: administrator supervisor …; empty leaves it to each person.",
    )
    sign_in_links: bool = Field(
        False,
        description="Lets members and volunteers without a role sign in by a link sent by mail; "
        "needs WISHBOARD_MAIL_URLS.",
    )
    sso_issuer: Annotated[str, AfterValidator(_without_slash)] = Field(
        "",
        description="Address of the identity provider (OpenID Connect), https://…; empty has none.",
    )
    sso_client_id: str = Field("", description="Name of this town at the identity provider.")
    sso_client_secret: SecretStr = Field(
        SecretStr(""), description="Secret of this town at the identity provider."
    )
    sso_username_claim: str = Field(
        "",
        description="Claim that names an account here, on first sign-in; empty makes new accounts "
        "only. Of use where people cannot choose it themselves.",
    )
    sso_group_claim: str = Field("groups", description="Claim of the ID token with the groups.")
    sso_groups: str = Field(
        "",
        description="Roles that groups give, group=role@organization or area, separated by "
        "semicolons: clerks=committee@柳荫社区党委; …",
    )
    log: Literal["plain", "json"] = Field(
        "plain", description="How processes write their log: plain, or json, an object a line."
    )
    metrics_from: str = Field(
        "", description="Addresses besides this machine that may read /metrics, by spaces."
    )
    metrics_token: SecretStr = Field(
        SecretStr(""),
        description="Token that opens /metrics from anywhere, as Authorization: Bearer …; empty "
        "opens nothing.",
    )
    worth_cap: int = Field(300, ge=0, description="Highest worth of one share of a wish, in yuan.")
    open_claims_cap: int = Field(
        3, ge=0, description="Open claims one person may have; 0 sets no limit."
    )
    members_first_days: int = Field(
        3, ge=0, description="Days in which only the keeper's own members see a new wish."
    )
    lapse_after_days: int = Field(
        5, ge=1, description="Working days after the promised date when a claim lapses."
    )
    lapse_pause_days: int = Field(
        30, ge=0, description="Days without new claims after a claim of one's own lapsed."
    )
    silence_after_days: int = Field(
        10, ge=1, description="Working days the wisher has to answer before it counts as silence."
    )
    reopen_within_days: int = Field(
        90, ge=0, description="Days in which the wisher may reopen a closed wish."
    )
    offer_hours: int = Field(
        24, ge=1, description="Hours a place stays offered to the next on the waiting list."
    )
    dissatisfied_least: int = Field(
        2, ge=1, description="Dissatisfied wishers from which on a solved issue goes back to work."
    )
    dissatisfied_percent: int = Field(
        10, ge=0, le=100, description="Their least share of all who answered, in per cent."
    )
    exposure_told_hours: int = Field(
        2, ge=1, description="Hours until the body responsible is told what the media showed."
    )
    exposure_viewed_hours: int = Field(
        4, ge=1, description="Hours until somebody has looked at the place."
    )
    exposure_planned_hours: int = Field(
        24, ge=1, description="Hours until a plan of what is done has to be there."
    )
    exposure_report_hour: int = Field(
        18, ge=0, le=23, description="Hour of the next day until which is reported what was done."
    )
    hot_from_people: int = Field(
        3, ge=2, description="Distinct people from which a group of like wishes counts as hot."
    )
    contact_kept_days: int = Field(
        30, ge=0, description="Days after closing until contact data are purged."
    )
    export_hours: int = Field(
        24, ge=1, le=168, description="Hours an approved file with contact data can be fetched."
    )
    words_kept_days: int = Field(
        180, ge=0, description="Days after closing until the original words are purged."
    )
    reveals_an_hour: int = Field(
        15,
        ge=0,
        description="Different people whose contact data one person may look at in an "
        "hour before it is told as unusual, own promises apart; 0 sets no limit.",
    )
    reveals_a_day: int = Field(60, ge=0, description="The same within a day.")
    reveals_a_night: int = Field(3, ge=0, description="The same within a night.")
    night_from_hour: int = Field(22, ge=0, le=23, description="Hour at which the night begins.")
    night_until_hour: int = Field(6, ge=0, le=23, description="Hour at which the night ends.")

    @property
    def zone(self) -> ZoneInfo:
        """The city's time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def members_first(self) -> timedelta:
        """How long a new wish is shown to the keeper's own members only."""
        return timedelta(days=self.members_first_days)


@cache
def settings() -> Settings:
    """The settings of this process, read from the environment once."""
    return Settings()
