//! A request that is answered before all of it has come is heard out.
//!
//! Who closes a connection that the other side still writes to makes it lose the answer: a browser then says that the connection broke,
//! and not that the form is too large. So what a handler leaves of a body is read and dropped, up to a bound; only what is
//! larger yet is cut off.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::error::PayloadError;
use actix_web::http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use actix_web::{Error, HttpMessage as _, rt};
use futures_util::{Stream, StreamExt as _};

/// What is larger than this is not waited for,
const MOST: usize = 1 << 28;
/// nor what takes longer.
const LONGEST: Duration = Duration::from_secs(120);
/// A body of this size has come with its head, or nearly so.
const SMALL: u64 = 64 * 1024;

/// A body that a handler reads, and whoever is left with the rest.
#[derive(Clone)]
struct Shared(Rc<RefCell<Payload>>);

impl Stream for Shared {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut *self.0.borrow_mut()).poll_next(context)
    }
}

/// Reads what a handler left of a large body.
///
/// # Errors
/// Those of the handler.
pub async fn hear_out(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let headers = request.headers();
    let length = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    let large = length.map_or(headers.contains_key(TRANSFER_ENCODING), |length| length > SMALL);
    if !large {
        return next.call(request).await;
    }
    let mut rest = Shared(Rc::new(RefCell::new(request.take_payload())));
    request.set_payload(Payload::Stream { payload: Box::pin(rest.clone()) });
    let answer = next.call(request).await;
    let drop_the_rest = async {
        let mut dropped = 0;
        while let Some(Ok(bytes)) = rest.next().await {
            dropped += bytes.len();
            if dropped > MOST {
                break;
            }
        }
    };
    // Whether it came to its end makes no difference to the answer.
    let _ = rt::time::timeout(LONGEST, drop_the_rest).await;
    answer
}
