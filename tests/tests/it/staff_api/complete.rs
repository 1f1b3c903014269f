//! Everything that staff can do on pages can be done over the API: this table says by which route, and nobody adds a form without it.

use std::collections::BTreeSet;

use tests::pages::{is_door, routes};
use tests::server::Server;

/// How a program does what a form does.
enum By {
    /// By these routes.
    Api(&'static [&'static str]),
    /// Not at all, for this reason.
    Never(&'static str),
}
use By::{Api, Never};

const SESSION: &str = "it is about the browser's own session and account, which a token must never become";

/// Each form of the staff's pages, and how a program does the same.
const ACTIONS: &[(&str, By)] = &[
    ("/account", Never(SESSION)),
    ("/account/password", Never(SESSION)),
    ("/account/second-factor", Never(SESSION)),
    ("/account/second-factor/codes", Never(SESSION)),
    ("/account/second-factor/remove", Never(SESSION)),
    ("/account/sessions/{session}/end", Never(SESSION)),
    ("/account/tokens", Never("a token that makes tokens would outlive its own end")),
    ("/account/tokens/{id}/revoke", Api(&["DELETE /me/tokens/{token}"])),
    ("/partners/import", Api(&["POST /partner-imports"])),
    ("/partners/import/{id}", Api(&["POST /partner-imports/{import}/confirmation"])),
    ("/partners/new", Api(&["POST /partners"])),
    ("/partners/{key}", Api(&["PUT /partners/{partner}"])),
    ("/partners/{key}/remove", Api(&["DELETE /partners/{partner}"])),
    ("/people/invitations", Api(&["POST /invited-people"])),
    ("/people/invitations/withdraw", Api(&["DELETE /invited-people/{email}"])),
    (
        "/people/{id}/{action:role|end|resume|password|second-factor}",
        Api(&[
            "PATCH /people/{person}",
            "POST /people/{person}/password-link",
            "DELETE /people/{person}/second-factor",
        ]),
    ),
    ("/question-sets/new", Api(&["POST /question-sets"])),
    ("/question-sets/import", Api(&["POST /question-sets/{question_set}/draft/xlsform"])),
    ("/question-sets/import/take", Api(&["POST /question-sets/{question_set}/draft/xlsform"])),
    ("/question-sets/{code}/begin", Api(&["POST /question-sets/{question_set}/draft"])),
    ("/question-sets/{code}/discard", Api(&["DELETE /question-sets/{question_set}/draft"])),
    // What the editor changes part by part, a program changes in the draft that it read.
    ("/question-sets/{code}/draft/arrange", Api(&["PUT /question-sets/{question_set}/draft"])),
    ("/question-sets/{code}/draft/lists", Api(&["PUT /question-sets/{question_set}/draft"])),
    ("/question-sets/{code}/draft/lists/{list}", Api(&["PUT /question-sets/{question_set}/draft"])),
    ("/question-sets/{code}/draft/questions", Api(&["PUT /question-sets/{question_set}/draft"])),
    ("/question-sets/{code}/draft/questions/{question}", Api(&["PUT /question-sets/{question_set}/draft"])),
    ("/question-sets/{code}/draft/sections", Api(&["PUT /question-sets/{question_set}/draft"])),
    ("/question-sets/{code}/draft/sections/{section}", Api(&["PUT /question-sets/{question_set}/draft"])),
    ("/question-sets/{code}/draft/settings", Api(&["PUT /question-sets/{question_set}/draft"])),
    (
        "/question-sets/{code}/draft/preview/{language}",
        Never("it shows the form to an eye, and keeps nothing"),
    ),
    (
        "/question-sets/{code}/draft/history/{revision}",
        Api(&["POST /question-sets/{question_set}/draft/history/{revision}/restoration"]),
    ),
    (
        "/question-sets/{code}/draft/undo",
        Api(&["POST /question-sets/{question_set}/draft/history/{revision}/restoration"]),
    ),
    ("/question-sets/{code}/publish", Api(&["POST /question-sets/{question_set}/draft/publish"])),
    (
        "/question-sets/{code}/translations",
        Api(&["PUT /question-sets/{question_set}/draft/translations/{locale}"]),
    ),
    // What a sheet of translations holds, a program sends text by text.
    (
        "/question-sets/{code}/translations/file",
        Api(&["PUT /question-sets/{question_set}/draft/translations/{locale}"]),
    ),
    (
        "/question-sets/{code}/translations/file/take",
        Api(&["PUT /question-sets/{question_set}/draft/translations/{locale}"]),
    ),
    ("/surveys/new", Api(&["POST /surveys"])),
    (
        "/surveys/{survey}/answers/code-book",
        Api(&["POST /surveys/{survey}/themes", "PUT /surveys/{survey}/themes/{theme}"]),
    ),
    (
        "/surveys/{survey}/answers/{answer}/decision",
        Api(&["PUT /surveys/{survey}/answers/{answer}/decision"]),
    ),
    (
        "/surveys/{survey}/answers/{answer}/proposal",
        Api(&["PUT /surveys/{survey}/answers/{answer}/proposal"]),
    ),
    (
        "/surveys/{survey}/answers/{answer}/themes",
        Api(&[
            "PUT /surveys/{survey}/answers/{answer}/themes",
            "DELETE /surveys/{survey}/answers/{answer}/themes",
        ]),
    ),
    (
        "/surveys/{survey}/answers/{answer}/translation",
        Api(&[
            "PUT /surveys/{survey}/answers/{answer}/translations/{locale}",
            "DELETE /surveys/{survey}/answers/{answer}/translations/{locale}",
        ]),
    ),
    ("/surveys/{survey}/benchmarks/look", Api(&["POST /surveys/{survey}/benchmarks"])),
    ("/surveys/{survey}/benchmarks/keep", Api(&["POST /surveys/{survey}/benchmarks"])),
    ("/surveys/{survey}/open", Api(&["POST /surveys/{survey}/open"])),
    ("/surveys/{survey}/close", Api(&["POST /surveys/{survey}/close"])),
    ("/surveys/{survey}/second-yes/{id}/give", Api(&["POST /surveys/{survey}/second-yes/{proposal}"])),
    ("/surveys/{survey}/second-yes/{id}/take-back", Api(&["DELETE /surveys/{survey}/second-yes/{proposal}"])),
    ("/surveys/{survey}/known-links", Api(&["POST /surveys/{survey}/known-links"])),
    ("/surveys/{survey}/suspension", Api(&["POST /surveys/{survey}/suspension"])),
    ("/surveys/{survey}/suspension/end", Api(&["DELETE /surveys/{survey}/suspension"])),
    ("/surveys/{survey}/deadline", Api(&["POST /surveys/{survey}/extension"])),
    ("/surveys/{survey}/earlier-waves", Api(&["POST /surveys/{survey}/earlier-waves"])),
    ("/surveys/{survey}/earlier-waves/look", Api(&["POST /surveys/{survey}/earlier-waves"])),
    (
        "/surveys/{survey}/earlier-waves/{name}/remove",
        Api(&["DELETE /surveys/{survey}/earlier-waves/{wave}"]),
    ),
    ("/surveys/{survey}/invitations/new", Api(&["POST /surveys/{survey}/invitations"])),
    (
        "/surveys/{survey}/invitations/{id}/address",
        Api(&["PUT /surveys/{survey}/invitations/{invitation}/address"]),
    ),
    (
        "/surveys/{survey}/invitations/{id}/follow-ups",
        Api(&["POST /surveys/{survey}/invitations/{invitation}/follow-ups"]),
    ),
    (
        "/surveys/{survey}/invitations/{id}/link",
        Api(&["POST /surveys/{survey}/invitations/{invitation}/link"]),
    ),
    (
        "/surveys/{survey}/invitations/{id}/follow-ups/{follow_up}",
        Api(&["PUT /surveys/{survey}/invitations/{invitation}/follow-ups/{follow_up}"]),
    ),
    (
        "/surveys/{survey}/invitations/{id}/follow-ups/{follow_up}/take-back",
        Api(&["DELETE /surveys/{survey}/invitations/{invitation}/follow-ups/{follow_up}"]),
    ),
    ("/surveys/{survey}/invitations/withdraw", Api(&["POST /surveys/{survey}/invitations/withdraw"])),
    (
        "/surveys/{survey}/invitations/{id}/withdrawal/take-back",
        Api(&["DELETE /surveys/{survey}/invitations/{invitation}/withdrawal"]),
    ),
    (
        "/surveys/{survey}/invitations/{id}/device",
        Api(&["POST /surveys/{survey}/invitations/{invitation}/device"]),
    ),
    (
        "/surveys/{survey}/invitations/{id}/message",
        Api(&["POST /surveys/{survey}/invitations/{invitation}/message"]),
    ),
    (
        "/surveys/{survey}/invitations/{who:everyone|invited-only}",
        Api(&["POST /surveys/{survey}/public-link", "DELETE /surveys/{survey}/public-link"]),
    ),
    ("/surveys/{survey}/messages/all-sent", Api(&["POST /surveys/{survey}/messages/all-sent"])),
    ("/surveys/{survey}/messages/release", Api(&["POST /mail/release"])),
    (
        "/surveys/{survey}/messages/{message}/decision",
        Api(&["POST /surveys/{survey}/messages/{message}/decision"]),
    ),
    ("/surveys/{survey}/reminders/new", Api(&["POST /surveys/{survey}/rounds"])),
    ("/surveys/{survey}/reminders/settings", Api(&["PATCH /surveys/{survey}"])),
    (
        "/surveys/{survey}/reminders/{action:pause|resume}",
        Api(&["POST /surveys/{survey}/pause", "POST /surveys/{survey}/resume"]),
    ),
    ("/surveys/{survey}/reminders/{round}/cancel", Api(&["DELETE /surveys/{survey}/rounds/{round}"])),
    ("/surveys/{survey}/reminders/{round}/edit", Api(&["PUT /surveys/{survey}/rounds/{round}"])),
    ("/surveys/{survey}/reminders/{round}/send", Api(&["POST /surveys/{survey}/rounds/{round}/send"])),
    ("/surveys/{survey}/report/edit/arrange", Api(&["PUT /surveys/{survey}/report/edits"])),
    ("/surveys/{survey}/report/edit/quote", Api(&["PUT /surveys/{survey}/report/quotes/{answer}"])),
    ("/surveys/{survey}/report/edit/text", Api(&["PUT /surveys/{survey}/report/edits"])),
    ("/surveys/{survey}/report/links", Api(&["POST /surveys/{survey}/report/links"])),
    ("/surveys/{survey}/report/links/{link}/end", Api(&["DELETE /surveys/{survey}/report/links/{link}"])),
    ("/surveys/{survey}/report/publish", Api(&["POST /surveys/{survey}/report/versions"])),
    ("/surveys/{survey}/results/threshold", Api(&["PUT /surveys/{survey}/threshold"])),
    ("/surveys/{survey}/lost", Api(&["POST /surveys/{survey}/lost-responses"])),
    ("/surveys/{survey}/receipts", Api(&["POST /surveys/{survey}/receipts"])),
    ("/surveys/{survey}/settings", Api(&["PATCH /surveys/{survey}"])),
    ("/surveys/{survey}/texts/{kind}/{language}", Api(&["PUT /surveys/{survey}/wordings/{kind}/{language}"])),
    (
        "/surveys/{survey}/texts/{kind}/{language}/standard",
        Api(&["DELETE /surveys/{survey}/wordings/{kind}/{language}"]),
    ),
    ("/surveys/{survey}/version", Api(&["PUT /surveys/{survey}/version"])),
];

pub fn whatever_a_form_does_a_route_of_the_api_does(server: &mut Server) {
    let description = server.client().get("/api/v1/openapi.json").json();
    let mut known = BTreeSet::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        let path = path.strip_prefix("/api/v1").unwrap();
        known.extend(
            methods.as_object().unwrap().keys().map(|method| format!("{} {path}", method.to_uppercase())),
        );
    }
    let forms = routes().into_iter().filter(|(method, pattern)| *method == "POST" && !is_door(pattern));
    let forms: BTreeSet<String> = forms.map(|(_, pattern)| pattern["/staff".len()..].to_owned()).collect();
    for form in &forms {
        let (_, by) = ACTIONS
            .iter()
            .find(|(known, _)| known == form)
            .unwrap_or_else(|| panic!("nobody says which route of the API does what {form} does"));
        match by {
            Api(routes) => routes.iter().for_each(|route| {
                assert!(known.contains(*route), "{form}: the API has no {route}");
            }),
            Never(reason) => assert!(!reason.is_empty()),
        }
    }
    for (form, _) in ACTIONS {
        assert!(forms.contains(*form), "there is no form {form}");
    }
}
