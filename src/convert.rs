//! Rewrite many addresses at once: a table in, the same table with the new addresses out. All of it on the device.

use crate::app::App;
use crate::platform::files::{self, Download, FileError};
use crate::platform::page;
use crate::platform::workers::{Job, Said};
use crate::ui::{Icon, IconName, Notice, NoticeKind};
use batch::wire::{Request, Response};
use batch::{Counts, Layout, MOST_ROWS, TableError};
use leptos::prelude::*;
use leptos::task::spawn_local;
use texts::{Lang, Text, convert, format};

/// The element that shows how far the person has come.
const STAGE: &str = "stage";

/// How far the person has come.
#[derive(Clone)]
enum Stage {
    /// Nothing was opened; what went wrong the last time.
    Choosing(Option<String>),
    /// The table is being read.
    Opening,
    /// The table is here, and the columns can be chosen.
    Opened { rows: usize, columns: Vec<[String; 2]> },
    /// The rows are being done.
    Converting { rows: usize },
    /// All of them are.
    Done { counts: Counts, rows: usize, download: Download },
}

/// The state of the page; it ends with the page, and the worker with it.
#[derive(Clone, Copy)]
struct Converter {
    lang: Lang,
    app: App,
    stage: RwSignal<Stage, LocalStorage>,
    layout: RwSignal<Layout>,
    /// How many rows are done.
    done: RwSignal<usize>,
    job: StoredValue<Option<Job>, LocalStorage>,
    /// What is pasted; stays when something goes wrong.
    pasted: RwSignal<String>,
    /// The table, until a worker has it.
    table: StoredValue<Option<(Vec<u8>, bool)>>,
}

impl Converter {
    fn new(app: App, lang: Lang) -> Self {
        Self {
            lang,
            app,
            stage: RwSignal::new_local(Stage::Choosing(None)),
            layout: RwSignal::new(Layout { columns: Vec::new(), header: false }),
            done: RwSignal::new(0),
            job: StoredValue::new_local(None),
            pasted: RwSignal::new(String::new()),
            table: StoredValue::new(None),
        }
    }

    /// Gives a table to a new worker.
    fn open(self, bytes: Vec<u8>, pasted: bool) {
        self.table.set_value(Some((bytes, pasted)));
        self.stage.set(Stage::Opening);
        match Job::start(move |said| self.hear(said)) {
            Ok(job) => self.job.set_value(Some(job)),
            Err(_) => self.fail(convert::WORKER_FAILED.get(self.lang).to_owned()),
        }
    }

    fn open_file(self, file: web_sys::File) {
        self.stage.set(Stage::Opening);
        spawn_local(async move {
            match files::read(&file).await {
                Ok(bytes) => self.open(bytes, false),
                Err(FileError::TooLarge) => self.fail(convert::TOO_LARGE.fill(
                    self.lang,
                    &[("size", &format::number(self.lang, files::MOST_BYTES >> 20))],
                )),
                Err(FileError::Unreadable) => {
                    self.fail(convert::UNREADABLE.get(self.lang).to_owned());
                }
            }
        });
    }

    fn fail(self, why: String) {
        self.job.set_value(None);
        self.stage.set(Stage::Choosing(Some(why)));
    }

    fn hear(self, said: Said) {
        let Some((json, bytes)) = said else {
            let why = match self.rows() {
                Some(_) => convert::CRASHED,
                None => convert::WORKER_FAILED,
            };
            return self.fail(why.get(self.lang).to_owned());
        };
        match serde_json::from_str(&json) {
            Ok(Response::Ready) => {
                let places = self.app.manifest().and_then(|manifest| manifest.places_path().ok());
                if let (Some(places), Some((bytes, pasted))) =
                    (places, self.table.try_update_value(Option::take).flatten())
                {
                    let places = page::absolute(&places);
                    self.say(&Request::Open { places, pasted }, Some(&bytes));
                }
            }
            Ok(Response::Opened { rows, columns, guess }) => {
                self.layout.set(guess);
                self.stage.set(Stage::Opened { rows, columns });
            }
            Ok(Response::Refused { error }) => self.fail(refusal(error, self.lang)),
            Ok(Response::Unreachable) => {
                self.fail(convert::WORKER_FAILED.get(self.lang).to_owned());
            }
            Ok(Response::Progress { done }) => self.done.set(done),
            Ok(Response::Done { counts }) => {
                let rows = self.rows().unwrap_or_default();
                self.job.set_value(None);
                let name = convert::FILE_NAME.get(self.lang);
                let download = Download::new(&bytes.unwrap_or_default(), "text/csv", name);
                self.stage.set(Stage::Done { counts, rows, download });
            }
            // The worker is of the same build.
            Err(_) => {}
        }
    }

    fn say(self, request: &Request, bytes: Option<&[u8]>) {
        let json = serde_json::to_string(request).unwrap_or_default();
        self.job.with_value(|job| {
            if let Some(job) = job {
                job.say(&json, bytes);
            }
        });
    }

    /// How many rows are being done, while they are.
    fn rows(self) -> Option<usize> {
        self.stage.with_untracked(|stage| match stage {
            Stage::Converting { rows } => Some(*rows),
            _ => None,
        })
    }

    fn start(self, rows: usize) {
        self.done.set(0);
        self.stage.set(Stage::Converting { rows });
        let layout = self.layout.get_untracked();
        self.say(&Request::Convert { layout, english: self.lang == Lang::En }, None);
    }

    /// Back to the beginning.
    fn leave(self, why: Option<Text>) {
        self.job.set_value(None);
        self.stage.set(Stage::Choosing(why.map(|text| text.get(self.lang).to_owned())));
    }
}

fn refusal(error: TableError, lang: Lang) -> String {
    match error {
        TableError::Empty => convert::EMPTY,
        TableError::TooManyRows => convert::TOO_MANY,
        TableError::Spreadsheet => convert::SPREADSHEET,
        TableError::NotText => convert::NOT_TEXT,
    }
    .fill(lang, &[("count", &format::number(lang, MOST_ROWS))])
}

/// The page that rewrites a whole table.
#[component]
pub fn ConvertPage(
    /// The visitor's.
    lang: Lang,
) -> impl IntoView {
    let converter = Converter::new(App::of_page(), lang);
    on_cleanup(move || converter.job.set_value(None));
    let stage = move || match converter.stage.get() {
        Stage::Choosing(failed) => choosing(converter, failed, lang).into_any(),
        Stage::Opening => {
            view! { <p role="status">{convert::READING.get(lang)}</p> {stop(converter, lang)} }
                .into_any()
        }
        Stage::Opened { rows, columns } => opened(converter, rows, columns, lang).into_any(),
        Stage::Converting { rows } => converting(converter, rows, lang).into_any(),
        Stage::Done { counts, rows, download } => {
            done(converter, counts, rows, &download, lang).into_any()
        }
    };
    // What was pressed is gone with its stage: reading goes on at the next one.
    Effect::new(move |begun: Option<()>| {
        converter.stage.track();
        if begun.is_some() {
            page::focus(STAGE);
        }
    });
    view! {
        <h1 tabindex="-1">{convert::TITLE.get(lang)}</h1>
        <p>{convert::LEAD.get(lang)}</p>
        <div id=STAGE tabindex="-1">{stage}</div>
    }
}

fn choosing(converter: Converter, failed: Option<String>, lang: Lang) -> impl IntoView {
    let pasted = converter.pasted;
    let failed = failed.map(|why| {
        view! { <div role="alert"><Notice kind=NoticeKind::Warning><p>{why}</p></Notice></div> }
    });
    let most = format::number(lang, MOST_ROWS);
    view! {
        {failed}
        <form
            on:submit=move |event| {
                event.prevent_default();
                converter.open(pasted.get_untracked().into_bytes(), true);
            }
            on:dragover=|event| event.prevent_default()
            on:drop=move |event| {
                event.prevent_default();
                if let Some(file) = files::dropped(&event) {
                    converter.open_file(file);
                }
            }
        >
            <label for="pasted">{convert::PASTE.get(lang)}</label>
            <textarea
                id="pasted"
                rows="6"
                spellcheck="false"
                autocapitalize="off"
                prop:value=move || pasted.get()
                on:input=move |event| pasted.set(event_target_value(&event))
            ></textarea>
            <p><button class="button primary">{convert::OPEN_PASTED.get(lang)}</button></p>
            <label for="file">{convert::FILE.get(lang)}</label>
            <p class="hint" id="file-hint">{convert::FILE_HINT.fill(lang, &[("count", &most)])}</p>
            <input
                id="file"
                type="file"
                accept=".csv,.tsv,.txt,text/csv,text/plain"
                aria-describedby="file-hint"
                on:change=move |event| {
                    if let Some(file) = files::chosen(&event) {
                        converter.open_file(file);
                    }
                }
            />
        </form>
    }
}

fn opened(
    converter: Converter,
    rows: usize,
    columns: Vec<[String; 2]>,
    lang: Lang,
) -> impl IntoView {
    let layout = converter.layout;
    let name_of = {
        let columns = columns.clone();
        move |column: usize| -> String {
            let [first, below] = &columns[column];
            let number = format::number(lang, column + 1);
            let name = match layout.with(|layout| layout.header) && !first.trim().is_empty() {
                true => first.clone(),
                false => convert::COLUMN_NUMBER.fill(lang, &[("number", &number)]),
            };
            let example = if layout.with(|layout| layout.header) { below } else { first };
            convert::COLUMN_EXAMPLE.fill(lang, &[("name", &name), ("example", example)])
        }
    };
    let choices = (0..columns.len())
        .map(|column| {
            let name_of = name_of.clone();
            let chosen = move || layout.with(|layout| layout.columns.contains(&column));
            let toggle = move |_| {
                layout.update(|layout| match layout.columns.binary_search(&column) {
                    Ok(place) => drop(layout.columns.remove(place)),
                    Err(place) => layout.columns.insert(place, column),
                });
            };
            view! {
                <label class="choice">
                    <input type="checkbox" prop:checked=chosen on:change=toggle/>
                    <span class="clip">{move || name_of(column)}</span>
                </label>
            }
        })
        .collect_view();
    let count = format::number(lang, rows);
    view! {
        <p role="status">{convert::ROWS.fill(lang, &[("count", &count)])}</p>
        <form on:submit=move |event| {
            event.prevent_default();
            converter.start(rows);
        }>
            <fieldset>
                <legend>{convert::COLUMN.get(lang)}</legend>
                {choices}
            </fieldset>
            <label class="choice">
                <input
                    type="checkbox"
                    prop:checked=move || layout.with(|layout| layout.header)
                    on:change=move |_| layout.update(|layout| layout.header = !layout.header)
                />
                <span>{convert::HEADER.get(lang)}</span>
            </label>
            <p class="actions">
                <button class="button primary" disabled=move || layout.with(|layout| layout.columns.is_empty())>
                    {convert::START.get(lang)}
                </button>
                <button type="button" class="button" on:click=move |_| converter.leave(None)>
                    {convert::AGAIN.get(lang)}
                </button>
            </p>
        </form>
    }
}

fn stop(converter: Converter, lang: Lang) -> impl IntoView {
    view! {
        <p>
            <button type="button" class="button" on:click=move |_| converter.leave(Some(convert::CANCELLED))>
                {convert::CANCEL.get(lang)}
            </button>
        </p>
    }
}

fn converting(converter: Converter, rows: usize, lang: Lang) -> impl IntoView {
    let done = converter.done;
    let text = move || {
        let done = format::number(lang, done.get());
        convert::PROGRESS.fill(lang, &[("done", &done), ("total", &format::number(lang, rows))])
    };
    view! {
        <label for="progress">{text}</label>
        <progress id="progress" max=rows.to_string() prop:value=move || done.get() as u32></progress>
        {stop(converter, lang)}
    }
}

fn done(
    converter: Converter,
    counts: Counts,
    rows: usize,
    download: &Download,
    lang: Lang,
) -> impl IntoView + use<> {
    let figures = [
        (convert::COUNT_ONE, counts.one),
        (convert::COUNT_SEVERAL, counts.several),
        (convert::COUNT_NONE, counts.none),
        (convert::COUNT_EMPTY, counts.empty),
    ]
    .map(|(name, count)| {
        view! { <dt>{name.get(lang)}</dt> <dd>{format::number(lang, count)}</dd> }
    });
    let text = convert::DONE.fill(lang, &[("count", &format::number(lang, rows))]);
    view! {
        <p role="status"><strong>{text}</strong></p>
        <dl class="facts">{figures.collect_view()}</dl>
        <p class="actions">
            <a class="button primary" href=download.url().to_owned() download=download.name().to_owned()>
                <Icon name=IconName::FileText/>
                {convert::DOWNLOAD.get(lang)}
            </a>
            <button type="button" class="button" on:click=move |_| converter.leave(None)>
                {convert::AGAIN.get(lang)}
            </button>
        </p>
    }
}
