"""Every column that holds text, and what becomes of it. A test knows no column beside these.

`docs/privacy.md` says the same in words.
"""

from enum import StrEnum


class Kept(StrEnum):
    """How long a text is kept, and who takes it away.

    `sealed` is encrypted and purged with the contact data. `with_words` goes with the original
    words of the wish it is about, `with_issue` as long after its issue was closed, `for_a_time` as
    long after it was said. `shared` are words that several people used, forgotten with their group.
    `account` stays as long as the account or what was certified with it. `public` was looked
    through before everybody could read it. `office` is about rules, bodies and places, `code` no
    text of a person at all.
    """

    sealed = "sealed"
    with_words = "with_words"
    with_issue = "with_issue"
    for_a_time = "for_a_time"
    shared = "shared"
    account = "account"
    public = "public"
    office = "office"
    code = "code"


KEPT: dict[Kept, str] = {
    Kept.sealed: """
        contact.name contact.phone contact.address contact.circumstances contact.guardian
        wisher.wrapped_key wisher.phone_index
    """,
    Kept.with_words: """
        words.title words.text answer.words callback.words claim.extension_reason claim.reason
        credit_doubt.words decision.explanation decision.receiver exclusion.evidence
        exclusion.words group_wish.words group_wish.place mediation_case.words outcome.done
        outcome.undone_because photo.place stuck.place stuck.said stuck.earlier stuck.blockers
        stuck.result stuck_step.words
    """,
    Kept.with_issue: """
        extension.reason extension.words objection.reason objection.words reply.text summons.who
        summons.task summons.done supervision_notice.words supervision_notice.answer
        whistle.reason whistle.plan
    """,
    Kept.for_a_time: """
        contact_export.decision_words contact_export.file contact_export.words excuse.words
        exposure.words exposure_step.words repeat.answer repeat.fingerprint sign_in_link.address
    """,
    Kept.shared: """
        group_sweep.common group_wish.marks hot_group.place hot_group.words hot_word.word
    """,
    Kept.account: """
        certificate.content certificate.hint certificate.language certificate.words
        identity.issuer identity.subject person.email person.locale person.name
        person.password_hash person.phone_index person.phone_sealed person.username
        person.wrapped_key recovery_code.digest second_factor.secret_sealed sign_in.device
        sign_in.token_hash sign_in_link.token_hash year_closing.statement
    """,
    Kept.public: """
        certificate.revoked_words issue.blocking issue.past_attempts issue.result issue.search
        issue.summary issue.title legacy_review.words milestone.title reply.measure shift.bring
        shift.meeting_point wish.search wish.summary wish.title
    """,
    Kept.office: """
        area.name area.name_en bulletin.document calendar_day.name campaign.title category.name
        category.name_en exposure.address exposure.source exposure.title frozen_ranking.document
        organization.name organization.name_en quantity_kind.name quantity_kind.name_en
        quantity_kind.unit quantity_kind.unit_en reason.sentence reason.sentence_en rung.name
        rung.name_en
    """,
    Kept.code: """
        area.path area.public_id attempts.key bulletin.digest bulletin.period bulletin.public_id
        bulletin_subscription.public_id calendar_upload.before campaign.public_id category.path
        category.slug certificate.check_key certificate.digest certificate.public_id
        certificate.serial chain_link.digest claim.device claim.public_id contact_export.canary_key
        contact_export.public_id credit.cause_id credit.cause_kind credit_doubt.public_id
        credit_sum.cause_kind delegation.public_id erased_wish.public_id event.facts event.kind
        event.subject exclusion.public_id excuse.public_id exposure.public_id frozen_ranking.digest
        frozen_ranking.period frozen_ranking.public_id hot_group.public_id issue.public_id
        job_run.failed job_run.name learntmodel.packed mediation_case.public_id milestone.public_id
        notice.kind notice.mail_why organization.path organization.public_id outcome.device
        outcome.public_id person.public_id photo.owner_kind photo.public_id quantity_kind.code
        quota_rule.counts quota_rule.excuses quota_rule.kinds quota_rule.line quota_rule.public_id
        reason.code repeat.key reply.public_id sign_in.public_id stuck.public_id summons.public_id
        supervision_notice.public_id whistle.public_id wish.code wish.collected_from wish.import_key
        wish.public_id wish.risks wish.slip_key year_closing.digest year_closing.public_id
        year_closing.signature
    """,
}


def class_of() -> dict[str, Kept]:
    """What becomes of each column, by table and column."""
    return {column: kept for kept, columns in KEPT.items() for column in columns.split()}
