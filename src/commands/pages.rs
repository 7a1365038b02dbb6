//! A bar for the pages of one long PDF.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use iomx::PagesRead;

/// Reading that takes less than this shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the bar is drawn anew.
const STEP: Duration = Duration::from_millis(100);

/// Shows on a terminal how many pages are read, from the second second on, until it is dropped.
pub struct PagesBar {
    done: Arc<AtomicBool>,
    watcher: Option<JoinHandle<()>>,
}

impl PagesBar {
    /// Begins to watch.
    pub fn watch(pages: Arc<PagesRead>) -> Self {
        let done = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&done);
        let watcher = thread::spawn(move || draw(&pages, &seen));
        Self { done, watcher: Some(watcher) }
    }
}

impl Drop for PagesBar {
    fn drop(&mut self) {
        self.done.store(true, Ordering::Relaxed);
        if let Some(watcher) = self.watcher.take() {
            watcher.thread().unpark();
            _ = watcher.join();
        }
    }
}

fn draw(pages: &PagesRead, done: &AtomicBool) {
    let start = Instant::now();
    while !done.load(Ordering::Relaxed) && start.elapsed() < PATIENCE {
        thread::park_timeout(PATIENCE.saturating_sub(start.elapsed()));
    }
    if done.load(Ordering::Relaxed) {
        return;
    }
    let style =
        ProgressStyle::with_template("{bar:30} {pos}/{len} pages").unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::new(0).with_style(style);
    while !done.load(Ordering::Relaxed) {
        bar.set_length(pages.all.load(Ordering::Relaxed) as u64);
        bar.set_position(pages.read.load(Ordering::Relaxed) as u64);
        thread::park_timeout(STEP);
    }
    bar.finish_and_clear();
}
