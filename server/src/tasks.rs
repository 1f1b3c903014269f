//! Background tasks: each is owned by the service, and none ends before it is told to.
//!
//! A task that panics, or ends by itself, would leave mail unsent or responses unmoved without a word. It is *lost*, and the service
//! then stops in order and says so with its exit code: whoever runs it starts it again.

use std::future::Future;
use std::time::Duration;

use tokio::task::JoinError;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Tasks that are told to stop together.
#[derive(Debug, Clone, Default)]
pub struct Tasks {
    tracker: TaskTracker,
    stop: CancellationToken,
    lost: CancellationToken,
}

impl Tasks {
    /// What tells a task to end: it begins nothing new, and finishes what it has in hand.
    pub fn stop_sign(&self) -> CancellationToken {
        self.stop.clone()
    }

    /// Starts a task, which goes on until it is told to stop.
    pub fn spawn(&self, name: &'static str, task: impl Future<Output = ()> + Send + 'static) {
        let tasks = self.clone();
        // A task within a task: the outer one sees how the inner one ends.
        self.tracker.spawn(async move { tasks.note_end(name, tokio::spawn(task).await) });
    }

    fn note_end(&self, name: &'static str, ended: Result<(), JoinError>) {
        match ended {
            Ok(()) if self.stop.is_cancelled() => return,
            Ok(()) => tracing::error!(task = name, "a background task ended by itself; the service stops"),
            Err(error) => tracing::error!(task = name, %error, "a background task failed; the service stops"),
        }
        self.lost.cancel();
    }

    /// Returns once a task is lost.
    pub async fn lost(&self) {
        self.lost.cancelled().await;
    }

    /// Whether a task was lost.
    pub fn has_lost(&self) -> bool {
        self.lost.is_cancelled()
    }

    /// Tells all to stop.
    pub fn stop(&self) {
        self.stop.cancel();
        self.tracker.close();
    }

    /// Tells all to stop and waits until they have, but not longer than `patience`; returns whether they have.
    pub async fn end(&self, patience: Duration) -> bool {
        self.stop();
        tokio::time::timeout(patience, self.tracker.wait()).await.is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(20);

    async fn is_lost(tasks: &Tasks) -> bool {
        tokio::time::timeout(PATIENCE, tasks.lost()).await.is_ok()
    }

    #[tokio::test]
    async fn a_task_that_panics_is_lost() {
        let tasks = Tasks::default();
        tasks.spawn("bad", async { panic!("on purpose") });
        assert!(is_lost(&tasks).await);
        assert!(tasks.end(PATIENCE).await && tasks.has_lost());
    }

    #[tokio::test]
    async fn a_task_that_ends_by_itself_is_lost() {
        let tasks = Tasks::default();
        tasks.spawn("short", async {});
        assert!(is_lost(&tasks).await);
    }

    #[tokio::test]
    async fn tasks_that_are_told_to_stop_finish_what_they_have_in_hand() {
        let (tasks, (done, mut finished)) = (Tasks::default(), tokio::sync::oneshot::channel());
        let stop = tasks.stop_sign();
        tasks.spawn("good", async move {
            stop.cancelled().await;
            tokio::time::sleep(Duration::from_millis(50)).await;
            let _ = done.send(());
        });
        assert!(tasks.end(PATIENCE).await && !tasks.has_lost());
        assert!(finished.try_recv().is_ok());
    }

    #[tokio::test]
    async fn a_panic_while_stopping_is_not_hidden() {
        let tasks = Tasks::default();
        let stop = tasks.stop_sign();
        tasks.spawn("bad", async move {
            stop.cancelled().await;
            panic!("on purpose");
        });
        assert!(tasks.end(PATIENCE).await && tasks.has_lost());
    }

    #[tokio::test]
    async fn nobody_waits_for_ever() {
        let tasks = Tasks::default();
        tasks.spawn("stuck", std::future::pending());
        assert!(!tasks.end(Duration::from_millis(50)).await);
    }
}
