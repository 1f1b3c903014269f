//! The whole service in a real Chromium: in English, French and Arabic, online, offline, without scripts, and in bad luck.

mod access;
mod device;
mod luck;
mod offline;
mod online;
mod plain;
mod staff;
mod tabs;
mod versions;
