from __future__ import annotations

from graphkit.report.live import live, waiting
from graphkit.report.whole import report
from tests.report.made import talks
from tests.report.test_page import Parts


def policies(html: str) -> list[str]:
    return [tag["content"] or "" for _, tag in Parts(html).tags if tag.get("http-equiv") == "Content-Security-Policy"]


def rules(html: str) -> dict[str, list[str]]:
    (policy,) = policies(html)
    return {name: values for name, *values in (rule.split() for rule in policy.split("; "))}


def test_only_the_served_page_may_ask_and_only_its_own_server() -> None:
    file = report(talks())
    served = live(file, "abc")
    assert "connect-src" not in rules(file)
    assert rules(served)["connect-src"] == ["'self'"]
    assert rules(served)["script-src"][:-1] == rules(file)["script-src"]
    assert {"script-src", "connect-src"} == {
        name for name, values in rules(served).items() if rules(file).get(name) != values
    }


def test_the_served_page_is_the_file_and_one_script_more() -> None:
    file = report(talks())
    served = live(file, "abc")
    assert served.count("<script") == file.count("<script") + 1
    assert served.endswith("</script>\n</body>\n</html>\n")
    assert 'data-version="abc"' in served


def test_the_name_of_a_folder_stays_text() -> None:
    assert "<title>&lt;b&gt;&amp;</title>" in waiting("<b>&")
