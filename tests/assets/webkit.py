#!/usr/bin/python3
"""A small browser on WebKitGTK for its WebDriver. It keeps in a folder what sites store, and the sessions of its windows, as GNOME Web does."""

import sys
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

PROFILE, WIDTH, HEIGHT = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
# There while it is open.
OPEN = PROFILE / "open"
windows = {}


def save(view, *_):
    state = view.get_session_state()
    name = f"session-{list(windows).index(view)}"
    (PROFILE / name).write_bytes(state.serialize().get_data())


def save_all():
    for view in windows:
        save(view)
    return True


def close(view):
    save(view)
    windows.pop(view).destroy()
    if not windows:
        Gtk.main_quit()


def create(_session):
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
    window = Gtk.Window(default_width=WIDTH, default_height=HEIGHT)
    window.add(view)
    windows[view] = window
    # A page that still scrolls has moved away from where it is clicked.
    view.get_settings().set_enable_smooth_scrolling(False)
    view.connect("load-changed", save)
    view.connect("close", close)
    window.show_all()
    return view


def start(_context, session):
    info = WebKit2.ApplicationInfo()
    info.set_name("Sawt")
    session.set_application_info(info)
    session.connect("create-web-view", create)


OPEN.touch()
context = WebKit2.WebContext.new_with_website_data_manager(
    WebKit2.WebsiteDataManager(
        base_data_directory=str(PROFILE / "data"), base_cache_directory=str(PROFILE / "cache")
    )
)
context.get_cookie_manager().set_persistent_storage(
    str(PROFILE / "cookies.sqlite"), WebKit2.CookiePersistentStorage.SQLITE
)
context.set_automation_allowed(True)
context.connect("automation-started", start)
GLib.timeout_add(500, save_all)
Gtk.main()
OPEN.unlink()
