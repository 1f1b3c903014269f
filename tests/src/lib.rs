//! Starts the real server, databases and browser, and uses them as people do.
