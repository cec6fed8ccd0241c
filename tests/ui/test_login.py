"""The login: nobody sees a scenario before it, where one is set up."""

from __future__ import annotations

import re
import tomllib
from typing import Any
from unittest.mock import Mock

import pytest
from streamlit import config
from streamlit.auth_util import validate_auth_credentials
from streamlit.errors import StreamlitAuthError
from streamlit.runtime.secrets import Secrets
from streamlit.testing.v1.util import patch_config_options

from planner.ui.page_words import escaped
from tests.folders import ROOT
from tests.ui.visit import Visit

PROVIDER = {"client_id": "x", "client_secret": "y", "server_metadata_url": "https://example.org/about"}
ONE = {"redirect_uri": "https://example.org/oauth2callback", "cookie_secret": "z", **PROVIDER}
TWO = {"first": PROVIDER, "second": PROVIDER}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Mock:
    """Return what stands in for Streamlit's own way to a provider."""
    login = Mock()
    monkeypatch.setattr("planner.ui.login.st.login", login)
    return login


def came(visit: Visit, settings: dict[str, Any], **user: Any) -> Visit:
    """Return a visit by somebody where a login is set up."""
    visit.app.secrets["auth"] = settings
    visit.app.user = user
    return visit.run()


def titles(visit: Visit) -> list[str]:
    return [title.value for title in visit.app.title]


def test_without_a_login_set_up_everybody_enters(visit) -> None:
    assert titles(visit) == ["Scenarios"]
    assert "log out" not in [button.key for button in visit.app.button]


def test_who_has_not_logged_in_sees_no_scenario(visit, asked) -> None:
    came(visit, ONE)
    assert titles(visit) == ["Planner"]
    assert "first scenario" not in visit.text
    visit.press("log in None")
    asked.assert_called_once_with(None)
    assert titles(visit) == ["Planner"]


def test_who_is_not_logged_in_reaches_no_page_by_its_address(first, asked) -> None:
    came(first, ONE, is_logged_in=False)
    assert titles(first) == ["Planner"]
    assert not first.app.sidebar.button


def test_who_has_logged_in_enters_and_can_log_out(visit) -> None:
    if not hasattr(visit.app, "user"):
        pytest.skip("before Streamlit 1.67 a test can play nobody who has logged in")
    came(visit, ONE, is_logged_in=True, email="analyst@example.org")
    assert titles(visit) == ["Scenarios"]
    assert escaped("analyst@example.org") in visit.text
    visit.press("log out")
    assert titles(visit) == ["Planner"]


def test_where_there_are_several_providers_one_chooses(visit, asked) -> None:
    came(visit, TWO)
    visit.press("log in second")
    asked.assert_called_once_with("second")


def test_a_login_that_is_set_up_wrong_says_so_and_lets_nobody_in(visit, asked) -> None:
    asked.side_effect = StreamlitAuthError("a key is missing")
    came(visit, ONE).press("log in None")
    assert titles(visit) == ["Planner"]
    assert "not set up as it should be" in visit.text


@pytest.mark.parametrize("content", ["[auth\n", "auth = 3\n"])
def test_secrets_that_cannot_be_read_let_nobody_in(visit, tmp_path, monkeypatch, content) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text(content, encoding="utf-8")
    monkeypatch.setattr("planner.ui.login.st.secrets", Secrets())
    monkeypatch.setattr("planner.ui.login.st.get_option", lambda name: config.get_option(name))
    with patch_config_options({"secrets.files": [str(file)]}):
        visit.run()
    assert titles(visit) == []
    assert "nobody may enter" in visit.text


def test_the_settings_that_the_documents_show_are_what_streamlit_asks_for(monkeypatch) -> None:
    text = (ROOT / "docs" / "sharing.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"<!-- secrets -->\n```toml\n(.*?)```", text, flags=re.DOTALL)
    secrets = Secrets()
    secrets._secrets = tomllib.loads(shown)
    monkeypatch.setattr("streamlit.auth_util.secrets_singleton", secrets)
    validate_auth_credentials("default")
