//! The real server, its databases, its mail and its pages, used as people and programs use them. One binary: what is linked
//! is large, and the machine is busy to the end.

mod accounts;
mod anonymity;
mod answers;
mod api;
mod browser;
mod days;
mod doors;
mod editor;
mod ending;
mod figures;
mod files;
mod fuzz;
mod invitations;
mod keys;
mod log_ins;
mod mail;
mod marks;
mod partners;
mod people;
mod receipts;
mod reminders;
mod report;
mod report_files;
mod results;
mod shared;
mod size;
mod staff_api;
mod stopping;
mod suspension;
mod texts;
mod tokens;
mod translations;
mod versions;
mod waves;
mod xlsform;
