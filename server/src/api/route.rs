//! Routes and their description, in one: a route can't be there without being described, since the same call does both.
//!
//! What a handler takes and answers says how it is described ([`super::take`], [`super::answer`]); what it may be asked by whom,
//! and which of the [`Code`]s it answers beside those that follow from that, stands where it is listed.

use std::future::Future;
use std::rc::Rc;

use actix_web::http::Method;
use actix_web::http::header::{ALLOW, CACHE_CONTROL, HeaderValue};
use actix_web::{FromRequest, Handler, HttpRequest, HttpResponse, Responder, ResponseError as _, Route, web};

use super::answer::Answers;
use super::description::{Description, Operation};
use super::problem::{ApiError, Code};
use super::take::Takes;
use crate::auth::{Access, Permission, caller};
use crate::store::audit;

/// Who may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anyone: partners, without a name.
    Everyone,
    /// Staff with this permission, to look with GET and to change with any other method.
    Staff(Permission),
}

/// The routes, as they are listed.
#[derive(Default)]
pub struct Routes {
    resources: Vec<(&'static str, Vec<(Method, Route)>)>,
    description: Description,
}

/// One route that is about to be added.
pub struct Line<'a> {
    routes: &'a mut Routes,
    operation: Operation,
}

impl Routes {
    /// A route that looks.
    pub fn get(&mut self, path: &'static str, who: Who, summary: &'static str) -> Line<'_> {
        self.line(Method::GET, path, who, summary)
    }

    /// A route that makes something, or does something.
    pub fn post(&mut self, path: &'static str, who: Who, summary: &'static str) -> Line<'_> {
        self.line(Method::POST, path, who, summary)
    }

    /// A route that puts something into the place of what is there.
    pub fn put(&mut self, path: &'static str, who: Who, summary: &'static str) -> Line<'_> {
        self.line(Method::PUT, path, who, summary)
    }

    /// A route that changes some fields.
    pub fn patch(&mut self, path: &'static str, who: Who, summary: &'static str) -> Line<'_> {
        self.line(Method::PATCH, path, who, summary)
    }

    /// A route that takes something away.
    pub fn delete(&mut self, path: &'static str, who: Who, summary: &'static str) -> Line<'_> {
        self.line(Method::DELETE, path, who, summary)
    }

    fn line(&mut self, method: Method, path: &'static str, who: Who, summary: &'static str) -> Line<'_> {
        Line { operation: Operation::new(method, path, who, summary), routes: self }
    }

    fn add(&mut self, path: &'static str, method: Method, route: Route) {
        match self.resources.iter_mut().find(|(known, _)| *known == path) {
            Some((_, routes)) => routes.push((method, route)),
            None => self.resources.push((path, vec![(method, route)])),
        }
    }

    /// Gives the routes to the service.
    pub fn configure(self, config: &mut web::ServiceConfig) {
        for (path, routes) in self.resources {
            let methods: Vec<_> = routes.iter().map(|(method, _)| method.as_str()).collect();
            let allowed = methods.join(", ");
            let resource =
                routes.into_iter().fold(web::resource(path), |resource, (_, route)| resource.route(route));
            config.service(resource.default_service(web::to(move || {
                let allowed = allowed.clone();
                async move { not_allowed(&allowed) }
            })));
        }
    }

    /// What is said of the routes.
    pub fn description(self) -> Description {
        self.description
    }
}

fn not_allowed(allowed: &str) -> HttpResponse {
    let detail = format!("This address takes {allowed}.");
    let mut response = ApiError::new(Code::MethodNotAllowed, detail).error_response();
    if let Ok(allowed) = HeaderValue::from_str(allowed) {
        response.headers_mut().insert(ALLOW, allowed);
    }
    response
}

impl Line<'_> {
    /// Errors that the handler answers beside those that follow from what it takes.
    #[must_use]
    pub fn problems(mut self, codes: &[Code]) -> Self {
        codes.iter().for_each(|code| self.operation.problem(*code));
        self
    }

    /// Adds the route with its handler.
    pub fn by<F, Args, A>(mut self, handler: F)
    where
        F: Handler<Args, Output = Result<A, ApiError>>,
        Args: FromRequest + Takes + 'static,
        A: Responder + Answers + 'static,
    {
        Args::describe(&mut self.operation, &mut self.routes.description);
        A::describe(&mut self.operation, &mut self.routes.description);
        self.operation.named(std::any::type_name::<F>());
        let (method, path, who) = (self.operation.method.clone(), self.operation.path, self.operation.who);
        let known: Rc<[Code]> = self.operation.problems.iter().copied().collect();
        let route = web::method(method.clone()).to(move |request: HttpRequest, payload: web::Payload| {
            let (handler, known) = (handler.clone(), known.clone());
            async move {
                let answer = answer(who, &request, payload, &handler).await;
                answer.map_err(|error| documented(error, &known, path))
            }
        });
        self.routes.add(path, method, route);
        self.routes.description.add(self.operation);
    }
}

async fn answer<F, Args, A>(
    who: Who,
    request: &HttpRequest,
    payload: web::Payload,
    handler: &F,
) -> Result<HttpResponse, ApiError>
where
    F: Handler<Args, Output = Result<A, ApiError>>,
    Args: FromRequest,
    A: Responder + 'static,
{
    let token = match who {
        Who::Everyone => None,
        Who::Staff(permission) => caller::admit(request, permission, access(request.method())).await?,
    };
    let taken = Args::from_request(request, &mut payload.into_inner()).await;
    let taken = taken.map_err(|error| {
        let error: actix_web::Error = error.into();
        let known = error.as_error::<ApiError>().cloned();
        known.unwrap_or_else(|| ApiError::new(Code::Internal, "Something is wrong on the server."))
    })?;
    let work = handler.call(taken);
    let done = match token {
        // Whatever is written into the log names the token.
        Some(name) => by_token(name, work).await,
        None => work.await,
    };
    let mut response = done?.respond_to(request).map_into_boxed_body();
    if who != Who::Everyone && !response.headers().contains_key(CACHE_CONTROL) {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(response)
}

async fn by_token<T>(name: String, work: impl Future<Output = T>) -> T {
    audit::by_token(name, work).await
}

/// To look, or to change.
pub fn access(method: &Method) -> Access {
    if *method == Method::GET { Access::Read } else { Access::Write }
}

/// The error, if the route says that it answers it. Tests run with debug assertions: there an error that nobody described is seen.
fn documented(error: ApiError, known: &[Code], path: &str) -> ApiError {
    let code = error.code();
    if cfg!(debug_assertions) && !known.contains(&code) {
        tracing::error!(path, code = code.as_str(), "an answer is not described");
        return ApiError::new(Code::Internal, format!("The answer {} is not described.", code.as_str()));
    }
    error
}
