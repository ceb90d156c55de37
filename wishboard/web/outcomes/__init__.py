"""Outcomes: the table of a year, its rows, and the page for those who lead."""

from litestar.types import ControllerRouterHandler

from wishboard.web.outcomes import course, numbers, tables, workbook

ROUTES: list[ControllerRouterHandler] = [
    *tables.ROUTES,
    *workbook.ROUTES,
    *course.ROUTES,
    *numbers.ROUTES,
]
