"""The pages that are handed out, in Chromium: nothing for axe to find, no request, keyboard only.

Skipped where Playwright, axe or a browser is not there. CHROMIUM names a browser; without it the
system's own is taken, and where there is none, Playwright's.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from program import DONE, run

pytest.importorskip("jinja2")
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

PAGES = {
    "quiz": ("quiz", "--seed", "1", "--count", "20"),
    "key": ("quiz", "--seed", "2", "--count", "20", "--key"),
    "lesson": ("handout", "unknown-is-not-no"),
    "case": ("handout", "example:relapsed-ecog-3"),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        try:
            found = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
                args=["--no-sandbox"],
            )
        except sync_api.Error as error:
            pytest.skip(f"no browser: {str(error).splitlines()[0]}")
        yield found
        found.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everybody_and_stands_alone(
    tmp_path: Path, browser: Any, name: str, scheme: str
) -> None:
    out = tmp_path / "sheet.html"
    assert run(*PAGES[name], "-o", out).code == DONE
    page, asked = browser.new_page(color_scheme=scheme), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(out.as_uri())
    if page.query_selector("details") is not None:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert len(page.query_selector_all("details[open]")) == 1
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = axe.Axe().run(page)
    assert found.response["passes"]
    assert found.violations_count == 0, found.generate_report()
    assert asked == [out.as_uri()]
    assert page.pdf().startswith(b"%PDF")
    page.close()
