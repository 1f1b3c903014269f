//! Builds the running service out of its settings, and knows its own address.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::body::MessageBody;
use actix_web::dev::{Server, ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::{Next, from_fn};
use actix_web::{App, Error, HttpRequest, HttpServer, web};
use survey::{Day, SurveyCode};
use tokio::signal::unix::{SignalKind, signal};

use crate::address_limit::AddressLimit;
use crate::assets::{self, Assets};
use crate::auth::hashing::Hashing;
use crate::catalogue::Catalogue;
use crate::clock::Clock;
use crate::config::Settings;
use crate::i18n::Translations;
use crate::mail::mark::Mark;
use crate::mail::queue::{self, Mailer};
use crate::mail::smtp::SmtpServer;
use crate::mail::transport::Transport;
use crate::pages::PageCache;
use crate::seal::{self, SealKey};
use crate::store::group_commit::ResponseWriter;
use crate::store::mail_hold::MailHold;
use crate::store::{Store, StoreResult};
use crate::tasks::Tasks;
use crate::{api, health, hear_out, mover, pages, private, public_limit, reminders, reseal, second_yes};

/// What every handler may use.
pub struct State {
    /// The databases' one door.
    pub store: Store,
    /// The ledger's door, with group commit.
    pub writer: ResponseWriter,
    /// The key that is not in the database.
    pub key: Arc<SealKey>,
    /// Surveys with their question sets.
    pub catalogue: Catalogue,
    /// The texts of all languages.
    pub translations: Translations,
    /// The client's files.
    pub assets: Assets,
    /// Form pages that were rendered.
    pub page_cache: PageCache,
    /// The clock.
    pub clock: Clock,
    /// The address under which the pages are reached, without a slash at its end.
    pub base_url: String,
    /// How often public links and the like were used lately, by network address.
    pub address_limit: AddressLimit,
    /// Where passwords wait to be hashed.
    pub hashing: Hashing,
    /// Whether admins have to have a second factor.
    pub admins_need_second_factor: bool,
    /// Whether the pages are reached over TLS, so that cookies are for TLS alone.
    pub secure_cookies: bool,
}

impl State {
    /// Counts one use of a survey's public link and says whether it is within the limits.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn allows_public(&self, survey: &SurveyCode, request: &HttpRequest) -> StoreResult<bool> {
        public_limit::allows(&self.address_limit, &self.store, survey, request, self.clock.now_ms()).await
    }
}

/// The service, listening.
pub struct Application {
    server: Server,
    address: std::net::SocketAddr,
    store: Store,
    /// What begins nothing more once the service is told to stop.
    tasks: Tasks,
    /// What goes on until the last request is answered.
    storing: Tasks,
}

/// How long requests in hand may go on once the service is told to stop. A connection that stays open counts as one, and workers look
/// once a second.
const REQUESTS_END_SECONDS: u64 = 8;
/// How long the tasks have to end from then on: longer than the mail server has for its reply to a message.
const TASKS_END: Duration = Duration::from_secs(35);
/// How long the store has to close after that.
const STORE_CLOSES: Duration = Duration::from_secs(4);

/// Why the service did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The store could not be opened.
    #[error(transparent)]
    Store(#[from] crate::store::StoreError),
    /// The address of the SMTP server is none.
    #[error("the address of the SMTP server: {0}")]
    Smtp(#[from] crate::mail::smtp::NotASmtpServer),
    /// The address could not be listened at, or a folder not be read.
    #[error("{what}: {error}")]
    Io {
        /// What was tried.
        what: String,
        /// What the system said.
        error: std::io::Error,
    },
}

/// Why the service did not stop in order.
#[derive(Debug, thiserror::Error)]
pub enum StopError {
    /// The listener failed, or signals could not be heard.
    #[error("serving: {0}")]
    Io(#[from] std::io::Error),
    /// A background task panicked or ended by itself; the log has its name.
    #[error("a background task was lost: see the log")]
    Lost,
    /// Something did not end in time.
    #[error("not everything ended in time")]
    Late,
}

impl Application {
    /// Opens the store, applies migrations and begins to listen.
    ///
    /// # Errors
    /// When the database can't be opened or the address can't be listened at.
    pub async fn build(settings: &Settings) -> Result<Self, StartError> {
        let store = Store::open(&settings.database_url).await?;
        store.fold_names().await?;
        let io = |what: &str| {
            let what = what.to_owned();
            move |error| StartError::Io { what, error }
        };
        let clock = Clock::ahead_by_days(settings.days_ahead);
        let (key_path, today) = (settings.key_path(), Day::of(&clock.now()));
        if settings.key_file.is_none() {
            let before = settings.key_path_before();
            seal::move_out(&before, &key_path).map_err(io(&format!(
                "moving the key of {} to {}",
                before.display(),
                key_path.display()
            )))?;
        }
        let key = SealKey::read_or_make(&key_path, today)
            .map_err(io(&format!("the keys of {}", key_path.display())))?;
        let key = Arc::new(key);
        reseal::take_over_ledger(&store, &key).await?;
        reseal::go_on(&store, &key, today, settings.key_days).await?;
        let assets = match &settings.client_dir {
            Some(folder) => Assets::from_folder(folder).map_err(io("reading the client's folder"))?,
            None => Assets::embedded(),
        };
        let listener =
            TcpListener::bind(&settings.listen).map_err(io(&format!("listening at {}", settings.listen)))?;
        let address = listener.local_addr().map_err(io("asking for the address"))?;
        let base_url = settings.base_url.clone().unwrap_or_else(|| format!("http://{address}"));
        let (tasks, storing) = (Tasks::default(), Tasks::default());
        let writer = ResponseWriter::start(&storing, store.clone(), key.clone());
        mover::start(&tasks, store.clone(), key.clone(), clock, settings.key_days, writer.arrivals());
        let state = web::Data::from(Arc::new(State {
            writer,
            key: key.clone(),
            catalogue: Catalogue::new(store.clone()),
            store: store.clone(),
            translations: Translations::load(),
            assets,
            page_cache: PageCache::default(),
            address_limit: AddressLimit::new(),
            hashing: Hashing::new(),
            clock,
            admins_need_second_factor: settings.admins_need_second_factor,
            secure_cookies: base_url.starts_with("https://"),
            base_url: base_url.trim_end_matches('/').to_owned(),
        }));
        let transport = match &settings.mail.smtp_url {
            Some(url) => {
                let authority = settings.mail.smtp_ca.as_ref().map(|path| {
                    std::fs::read(path).map_err(io(&format!("the certificate authority {}", path.display())))
                });
                Transport::Smtp(SmtpServer::at(url, authority.transpose()?.as_deref())?)
            }
            None => {
                let folder = settings.mail_folder();
                private::tighten_folder(&folder, "eml")
                    .map_err(io(&format!("the folder of mail {}", folder.display())))?;
                Transport::Folder(folder)
            }
        };
        let mark_path = settings.mail_mark_path();
        let mark = Mark::open(mark_path.clone()).map_err(io(&format!("the mark {}", mark_path.display())))?;
        match mark.compare(&store).await? {
            Some(why) => tracing::warn!(why = why.as_str(), "mail to partners is held until it is released"),
            None if settings.hold_mail => {
                store.hold_mail(MailHold::Asked, 0).await?;
                tracing::warn!("mail to partners is held, as asked, until it is released");
            }
            None => {}
        }
        let mailer = Mailer {
            transport,
            mark,
            from: settings.mail.mail_from.clone(),
            reply_to: settings.mail.mail_reply_to.clone(),
            per_minute: settings.mail.smtp_url.is_some().then_some(settings.mail.mail_per_minute),
            stop: tasks.stop_sign(),
        };
        queue::start(&tasks, state.clone(), mailer);
        let server = HttpServer::new(move || {
            App::new()
                .app_data(state.clone())
                .app_data(web::FormConfig::default().limit(api::body::MAX_BODY))
                .wrap(from_fn(hear_out::hear_out))
                .wrap(from_fn(access_log))
                .wrap(from_fn(security_headers))
                .service(web::scope(api::BASE).configure(api::routes))
                .service(health::alive)
                .service(health::ready)
                .service(assets::asset)
                .service(assets::service_worker)
                .configure(pages::routes)
                .default_service(web::to(pages::respond::not_found))
        })
        .workers(
            settings.workers.unwrap_or_else(|| std::thread::available_parallelism().map_or(2, usize::from)),
        )
        .shutdown_timeout(REQUESTS_END_SECONDS)
        .shutdown_signal(tasks.stop_sign().cancelled_owned())
        .listen(listener)
        .map_err(io("listening"))?
        .run();
        let every = Duration::from_secs(settings.clock_seconds.max(1));
        reminders::clock::start(&tasks, store.clone(), clock, every);
        second_yes::start(&tasks, store.clone(), key.clone(), clock, every);
        Ok(Self { server, address, store, tasks, storing })
    }

    /// The address that it listens at.
    pub fn address(&self) -> std::net::SocketAddr {
        self.address
    }

    /// Serves until it is told to stop, or a background task is lost; what was begun is finished.
    ///
    /// # Errors
    /// When the listener fails, a task was lost, or something does not end in time.
    pub async fn run(mut self) -> Result<(), StopError> {
        let served_until = tokio::select! {
            served = &mut self.server => Err(served),
            stopping = wait_to_stop(&self.tasks, &self.storing) => Ok(stopping?),
        };
        let since = Instant::now();
        // The server hears of it too: it takes no further connection and finishes its requests.
        self.tasks.stop();
        let served = match served_until {
            Ok(()) => (&mut self.server).await,
            Err(served) => served,
        };
        tracing::info!(seconds = since.elapsed().as_secs_f32(), "requests are finished");
        let ended = self.storing.end(left(since)).await & self.tasks.end(left(since)).await;
        tracing::info!(seconds = since.elapsed().as_secs_f32(), "background tasks are finished");
        let closed = tokio::time::timeout(STORE_CLOSES, self.store.close()).await.is_ok();
        served?;
        if self.tasks.has_lost() || self.storing.has_lost() {
            return Err(StopError::Lost);
        }
        if ended && closed { Ok(()) } else { Err(StopError::Late) }
    }
}

/// What is left of the time in which tasks have to end.
fn left(since: Instant) -> Duration {
    TASKS_END.saturating_sub(since.elapsed())
}

/// Returns once the service is told to stop, or has to because a task was lost.
async fn wait_to_stop(tasks: &Tasks, storing: &Tasks) -> std::io::Result<()> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    tokio::select! {
        _ = terminate.recv() => tracing::info!("told to stop"),
        _ = interrupt.recv() => tracing::info!("interrupted"),
        () = tasks.lost() => {}
        () = storing.lost() => {}
    }
    Ok(())
}

/// One line a request: what was asked and how it went, by the route's pattern. Never an address, a token or a query.
async fn access_log(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let method = request.method().clone();
    let route = request.match_pattern().unwrap_or_else(|| "(none)".to_owned());
    let response = next.call(request).await?;
    tracing::info!(%method, route, status = response.status().as_u16(), "request");
    Ok(response)
}

const SECURITY_HEADERS: [(HeaderName, &str); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
         connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::PERMISSIONS_POLICY, "camera=(), microphone=(), geolocation=()"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

async fn security_headers(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let over_tls = request.app_data::<web::Data<State>>().is_some_and(|state| state.secure_cookies);
    let mut response = next.call(request).await?;
    if over_tls {
        let a_year = HeaderValue::from_static("max-age=31536000");
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, a_year);
    }
    for (name, value) in SECURITY_HEADERS {
        // A page may have a policy of its own, which then says all of it.
        if !response.headers().contains_key(&name) {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::config::{Command, CommandLine};
    use crate::{entropy, private};

    #[actix_web::test]
    async fn a_lost_task_ends_the_service() {
        let folder = std::env::temp_dir().join(format!("sawt-{}", entropy::uuid()));
        private::make_folder(&folder).unwrap();
        let database = format!("sqlite:{}", folder.join("sawt.sqlite").display());
        let line = ["server", "serve", "--listen", "127.0.0.1:0", "--database-url", &database];
        let Command::Serve(settings) = CommandLine::parse_from(line).command else { unreachable!() };
        for lose in [|app: &Application| app.tasks.clone(), |app: &Application| app.storing.clone()] {
            let application = Application::build(&settings).await.unwrap();
            lose(&application).spawn("bad", async { panic!("on purpose") });
            let ended = tokio::time::timeout(Duration::from_secs(30), application.run()).await;
            assert!(matches!(ended, Ok(Err(StopError::Lost))), "{ended:?}");
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
}
