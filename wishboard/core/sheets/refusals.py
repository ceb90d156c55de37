"""Why a table was not read. Each sentence says what the sender can do about it."""

from typing import Any

from wishboard.core.refusals import Refusal
from wishboard.i18n import lazy


class TableRefused(Refusal):
    """A file that is not read as a table, for one of the reasons below."""

    status = 422


class NotATable(TableRefused):
    """Neither a workbook nor separated text."""

    code = "not_a_table"
    says = lazy(
        "This file is not a table. Please open it in Excel or WPS and save it as .xlsx or .csv."
    )


class OldWorkbook(TableRefused):
    """The format of Excel before 2007, which a workbook with a password also has."""

    code = "old_workbook"
    says = lazy(
        "This file has the old .xls format or a password. Please open it in Excel or WPS and save "
        "it as .xlsx without a password."
    )


class DamagedTable(TableRefused):
    """It begins like a table and then makes no sense."""

    code = "damaged_table"
    says = lazy(
        "This file is damaged and cannot be read. Please open it in Excel or WPS, check it and "
        "save it as .xlsx again."
    )


class UnknownEncoding(TableRefused):
    """Text in neither UTF-8 nor GB 18030."""

    code = "unknown_encoding"
    says = lazy(
        "The characters of this text file cannot be read. Please save it as .xlsx, or as CSV in "
        "UTF-8."
    )


class TableTooHeavy(TableRefused):
    """Reading it would take more memory or time than a table deserves."""

    code = "table_too_heavy"
    says = lazy(
        "This file needs too much memory or time to read. Please copy only the cells you need "
        "into a new sheet, or split the file into smaller ones."
    )


class TableTooBig(TableRefused):
    """More bytes than are taken in."""

    code = "table_too_big"
    says = lazy(
        "This file holds more than %(megabytes)s MB. Please split it into smaller ones, or save "
        "it as CSV."
    )


class TooManyRows(TableRefused):
    """More rows than are taken in at once."""

    code = "too_many_rows"
    says = lazy(
        "This table has more than %(limit)s rows. Please split it into several files and send "
        "them one after another."
    )


class TooManyColumns(TableRefused):
    """More columns than any table of people has."""

    code = "too_many_columns"
    says = lazy(
        "This table has more than %(limit)s columns. Please delete the columns that are not needed."
    )


class RowTooLong(TableRefused):
    """A cell or row with more text than fits, which mostly means a lost quotation mark."""

    code = "row_too_long"
    says = lazy(
        "Row %(row)s holds too much text for one row. Please look there: a quotation mark may be "
        "missing, or a whole document stands in one cell."
    )


class EmptyTable(TableRefused):
    """No row that could be a header."""

    code = "empty_table"
    says = lazy("This table is empty. Its first row should name the columns.")


class NoSuchSheet(TableRefused):
    """The workbook has no sheet of that name."""

    code = "no_such_sheet"
    says = lazy("There is no sheet named “%(sheet)s”. The file has: %(sheets)s.")


class ColumnsMissing(TableRefused):
    """Columns without which no row makes sense."""

    code = "columns_missing"
    says = lazy(
        "These columns were not found: %(missing)s. The table has: %(header)s. Please name the "
        "columns so, or say which column is meant."
    )


class UnknownField(TableRefused):
    """A pair that names something which is not wanted."""

    code = "unknown_field"
    says = lazy("“%(field)s” is not something to fill in. There are: %(fields)s.")


class UnknownHeader(TableRefused):
    """A pair that names a column which the table does not have."""

    code = "unknown_header"
    says = lazy("The table has no column “%(title)s”. It has: %(header)s.")


class UnclearPair(TableRefused):
    """A pair without an equals sign."""

    code = "unclear_pair"
    says = lazy("“%(pair)s” should look like field=column title.")


class RowTooWide(TableRefused):
    """A row with cells beyond the last named column: a separator stands inside a text."""

    code = "row_too_wide"
    says = lazy(
        "This row has more cells than the table has columns. A text with a comma may need "
        "quotation marks."
    )


def by_code(code: str, facts: dict[str, Any]) -> TableRefused:
    """The refusal that a child reported, made again on this side."""
    return next(kind for kind in TableRefused.__subclasses__() if kind.code == code)(**facts)
