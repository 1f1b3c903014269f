//! The form client: takes over the server's page in the browser.
