//! What was written on this phone: stored before anything is sent, kept after it was.
//!
//! Sending again is harmless, since the server answers the same case with the same receipt; so
//! whenever it is unclear whether a case arrived, it is sent again.

use crate::platform::database::{Database, StorageError};
use crate::platform::http::{self, HttpError};
use crate::platform::{page, random};
use contract::{
    CASES_PATH, CaseId, CaseRecord, FieldFault, FieldProblem, PutCase, RECORD_VERSION, Receipt,
    RecordDraft, Salt, Secret, TrackingCode,
};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

const DATABASE: &str = "xa-toi";
const FIRST_DELAY_MS: u32 = 1_000;
const LONGEST_DELAY_MS: u32 = 5 * 60_000;

/// One thing written on this phone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Submission {
    /// The record as it is sent.
    pub record: RecordDraft,
    /// Opens the private part of the case; the server has only its hash.
    secret: String,
    /// How far it came.
    pub delivery: Delivery,
}

/// How far a submission came.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// On this phone only.
    Waiting,
    /// The server gave its receipt.
    Received(Receipt),
    /// The server will never take it as it is. What it says is for people, in the language of the
    /// request.
    Refused {
        /// Why.
        reason: String,
        /// The fields at fault, when it is about fields.
        #[serde(default)]
        fields: Vec<FieldProblem>,
    },
}

/// Why the last attempt to send did not end with a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// No connection.
    Unreachable,
    /// A captive portal or proxy answered.
    NotOurServer,
    /// The server is busy.
    Busy,
}

/// Why something could not be put into the outbox.
#[derive(Debug, thiserror::Error)]
pub enum SubmitError {
    /// What was written has to be corrected first.
    #[error("fields are at fault")]
    Fields(Vec<FieldFault>),
    /// The phone did not store it, so it was not sent either.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// What a person wrote, before it becomes a record.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Writing {
    /// The five digits of the commune.
    pub commune: String,
    /// The wire name of the kind.
    pub kind: String,
    /// The words.
    pub words: String,
    /// The name, or nothing.
    pub name: String,
    /// The telephone number, or nothing.
    pub telephone: String,
    /// The id of the refused submission that this corrects, and takes the place of.
    #[serde(default)]
    pub corrects: Option<String>,
}

/// The outbox, as every page sees it.
#[derive(Debug, Clone, Copy)]
pub struct Outbox {
    submissions: RwSignal<Vec<Submission>>,
    readable: RwSignal<bool>,
    sending: RwSignal<Option<String>>,
    /// Why the last attempt failed, and with which submission.
    hindrance: RwSignal<Option<(String, Hindrance)>>,
    /// Counts the calls of [`Outbox::send_waiting`]: the newest one does the sending.
    call: StoredValue<u32>,
    open: StoredValue<bool>,
}

impl Outbox {
    /// The outbox of this phone, not looked into yet.
    pub fn unopened() -> Self {
        Self {
            submissions: RwSignal::new(Vec::new()),
            readable: RwSignal::new(true),
            sending: RwSignal::new(None),
            hindrance: RwSignal::new(None),
            call: StoredValue::new(0),
            open: StoredValue::new(false),
        }
    }

    /// Reads what the phone has stored, and sends what waits. Does nothing the second time.
    pub fn open(self) {
        if self.open.get_value() {
            return;
        }
        self.open.set_value(true);
        let outbox = self;
        spawn_local(async move {
            outbox.reload().await;
            outbox.send_waiting().await;
        });
        // Another tab may have written or sent something meanwhile.
        window_event_listener(leptos::ev::focus, move |_| spawn_local(outbox.reload()));
        // The browser's own idea of being online is only a hint: worth a try, never a verdict.
        window_event_listener(leptos::ev::online, move |_| {
            spawn_local(outbox.send_waiting());
        });
    }

    /// Everything written on this phone, newest first.
    pub fn submissions(&self) -> Vec<Submission> {
        let mut all = self.submissions.get();
        // The id begins with the time.
        all.sort_by(|a, b| b.record.id.cmp(&a.record.id));
        all
    }

    /// The submission with this code, if it was written on this phone.
    pub fn find(&self, code: TrackingCode) -> Option<Submission> {
        let code = code.to_string();
        self.submissions.with(|all| all.iter().find(|s| s.record.code == code).cloned())
    }

    /// How many have no answer from the server yet.
    pub fn waiting(&self) -> usize {
        self.submissions
            .with(|all| all.iter().filter(|s| matches!(s.delivery, Delivery::Waiting)).count())
    }

    /// Whether the phone's storage could be read.
    pub fn is_readable(&self) -> bool {
        self.readable.get()
    }

    /// Whether this submission is on its way just now.
    pub fn is_sending(&self, submission: &Submission) -> bool {
        self.sending.with(|id| id.as_deref() == Some(&submission.record.id))
    }

    /// Why the last attempt to send this submission failed, if it did.
    pub fn hindrance(&self, submission: &Submission) -> Option<Hindrance> {
        let (id, hindrance) = self.hindrance.get()?;
        // Without a connection nothing is tried after the first.
        (id == submission.record.id || hindrance == Hindrance::Unreachable).then_some(hindrance)
    }

    /// Reads what the phone has stored. What is here already wins, except that a receipt another
    /// tab was given counts.
    async fn reload(self) {
        let Ok(stored) = load().await else {
            self.readable.set(false);
            return;
        };
        self.submissions.update(|all| {
            for submission in stored {
                match all.iter_mut().find(|known| known.record.id == submission.record.id) {
                    Some(known) if known.delivery == Delivery::Waiting => *known = submission,
                    Some(_) => {}
                    None => all.push(submission),
                }
            }
        });
    }

    /// Makes a record of what was written, stores it on the phone, and begins to send it.
    ///
    /// Returns the tracking code once the record is stored.
    ///
    /// # Errors
    /// Fields at fault, or the phone does not store.
    pub async fn submit(&self, writing: Writing) -> Result<TrackingCode, SubmitError> {
        let secret = Secret::from_random(random::bytes());
        let optional = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let draft = RecordDraft {
            v: RECORD_VERSION,
            id: CaseId::new(page::now_ms(), &random::bytes()).to_string(),
            code: TrackingCode::from_random(u64::from_le_bytes(random::bytes())).to_string(),
            secret_hash: secret.hash().to_string(),
            salt: Salt::from_random(random::bytes()).to_string(),
            commune: writing.commune,
            kind: writing.kind,
            words: writing.words,
            name: optional(&writing.name),
            telephone: optional(&writing.telephone),
            written_at: page::now_utc(),
        };
        let record = CaseRecord::from_draft(draft).map_err(SubmitError::Fields)?;
        let submission = Submission {
            record: record.draft().clone(),
            secret: secret.to_string(),
            delivery: Delivery::Waiting,
        };
        let database = Database::open(DATABASE).await?;
        store(&database, &submission).await?;
        self.submissions.update(|all| all.push(submission));
        if let Some(corrected) = writing.corrects {
            // If the phone cannot forget it, it stays in the list as refused.
            let _ = database.delete(&corrected).await;
            self.submissions.update(|all| all.retain(|s| s.record.id != corrected));
        }
        spawn_local(self.send_waiting());
        Ok(record.code())
    }

    /// Sends what waits, one at a time, oldest first, until nothing waits any more; between rounds
    /// in which something failed it pauses ever longer.
    ///
    /// One that is turned away does not hold up the others; without a connection the rest of the
    /// round is spared. Does nothing while another call is sending; takes over from one that pauses.
    pub async fn send_waiting(self) {
        if self.sending.with_untracked(Option::is_some) {
            return;
        }
        self.call.update_value(|call| *call += 1);
        let call = self.call.get_value();
        let mut delay = FIRST_DELAY_MS;
        while self.call.get_value() == call {
            let mut waiting = self.waiting_oldest_first();
            if waiting.is_empty() {
                return;
            }
            let mut hindered = None;
            while !waiting.is_empty() {
                let submission = waiting.remove(0);
                self.sending.set(Some(submission.record.id.clone()));
                let outcome = send(&submission).await;
                match outcome {
                    Ok(delivery) => self.settle(Submission { delivery, ..submission }).await,
                    Err(hindrance) => {
                        hindered = Some((submission.record.id, hindrance));
                        if hindrance == Hindrance::Unreachable {
                            waiting.clear();
                        }
                    }
                }
            }
            self.sending.set(None);
            let pause = hindered.is_some();
            self.hindrance.set(hindered);
            if pause {
                TimeoutFuture::new(jittered(delay)).await;
                delay = (delay * 2).min(LONGEST_DELAY_MS);
            }
        }
    }

    fn waiting_oldest_first(&self) -> Vec<Submission> {
        let mut waiting: Vec<Submission> = self.submissions.with_untracked(|all| {
            all.iter().filter(|s| s.delivery == Delivery::Waiting).cloned().collect()
        });
        waiting.sort_by(|a, b| a.record.id.cmp(&b.record.id));
        waiting
    }

    async fn settle(&self, settled: Submission) {
        // If the phone cannot store the receipt, it will ask for the same one again next time.
        if let Ok(database) = Database::open(DATABASE).await {
            let _ = store(&database, &settled).await;
        }
        self.submissions.update(|all| {
            if let Some(known) = all.iter_mut().find(|s| s.record.id == settled.record.id) {
                *known = settled;
            }
        });
    }
}

async fn load() -> Result<Vec<Submission>, StorageError> {
    let stored = Database::open(DATABASE).await?.all().await?;
    Ok(stored.iter().filter_map(|text| serde_json::from_str(text).ok()).collect())
}

async fn store(database: &Database, submission: &Submission) -> Result<(), StorageError> {
    let text = serde_json::to_string(submission).unwrap_or_default();
    database.put(&submission.record.id, &text).await
}

/// Sends one submission; an error means that it is worth trying again.
async fn send(submission: &Submission) -> Result<Delivery, Hindrance> {
    let Ok(record) = CaseRecord::from_draft(submission.record.clone()) else {
        return Ok(Delivery::Refused { reason: String::new(), fields: Vec::new() });
    };
    let body = PutCase { record: submission.record.clone(), commitment: record.commitment() };
    let path = format!("{CASES_PATH}/{}", record.id());
    match http::put_json::<Receipt>(&path, &body).await {
        Ok(receipt) if receipt.commitment == body.commitment => Ok(Delivery::Received(receipt)),
        Ok(_) | Err(HttpError::NotOurServer) => Err(Hindrance::NotOurServer),
        Err(HttpError::Unreachable) => Err(Hindrance::Unreachable),
        Err(HttpError::Refused(problem))
            if matches!(problem.status, 400 | 409 | 413 | 415 | 422) =>
        {
            Ok(Delivery::Refused { reason: problem.detail, fields: problem.errors })
        }
        // Anything else (a path that is not there yet, a server being set up) may pass.
        Err(HttpError::Busy(_) | HttpError::Refused(_)) => Err(Hindrance::Busy),
    }
}

/// Between half and the whole of a delay, so that a thousand phones that lost the same network
/// do not come back in the same second.
fn jittered(delay: u32) -> u32 {
    let [random] = random::bytes();
    delay / 2 + delay / 2 * u32::from(random) / 255
}
