//! Files that appear whole or not at all, whenever the program is ended.
//!
//! On Linux a file is written without a name and gets it when it is whole, so that not even a killed run leaves anything
//! behind. Elsewhere it is written beside its target and renamed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file that is not there until it is kept.
#[derive(Debug)]
pub struct WholeFile {
    path: PathBuf,
    replace: bool,
    draft: Draft,
}

#[derive(Debug)]
enum Draft {
    /// Has no name yet.
    #[cfg(target_os = "linux")]
    Unnamed(File),
    /// Has a name of its own in the target's folder.
    Named(NamedTempFile),
    /// A pipe or a device: what is written is gone at once.
    Direct(File),
}

impl WholeFile {
    /// Begins a file. That it cannot be written, or that it is there and may not be replaced, is found now, before any work.
    ///
    /// # Errors
    /// When the target is there and `replace` is false, or when nothing can be written in its folder.
    pub fn create(path: &Path, replace: bool) -> io::Result<Self> {
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let draft = match fs::metadata(&path) {
            Ok(found) if !found.is_file() && !found.is_dir() => {
                Draft::Direct(OpenOptions::new().write(true).open(&path)?)
            }
            Ok(found) if found.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(_) if !replace => return Err(io::ErrorKind::AlreadyExists.into()),
            _ => draft_in(folder_of(&path))?,
        };
        Ok(Self { path, replace, draft })
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// When something has come in between: a full disk, a file of that name.
    pub fn keep(mut self) -> io::Result<()> {
        self.flush()?;
        match self.draft {
            #[cfg(target_os = "linux")]
            Draft::Unnamed(file) => linux::name(&file, &self.path, self.replace),
            Draft::Named(file) if self.replace => file.persist(&self.path).map(drop).map_err(|error| error.error),
            Draft::Named(file) => file.persist_noclobber(&self.path).map(drop).map_err(|error| error.error),
            Draft::Direct(_) => Ok(()),
        }
    }

    fn file(&mut self) -> &mut File {
        match &mut self.draft {
            #[cfg(target_os = "linux")]
            Draft::Unnamed(file) => file,
            Draft::Named(file) => file.as_file_mut(),
            Draft::Direct(file) => file,
        }
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file().flush()
    }
}

impl Seek for WholeFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file().seek(to)
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn draft_in(folder: &Path) -> io::Result<Draft> {
    #[cfg(target_os = "linux")]
    if let Some(file) = linux::unnamed(folder) {
        return Ok(Draft::Unnamed(file));
    }
    named_in(folder).map(Draft::Named)
}

/// The permissions are those of an ordinary new file, not the 0600 of a secret one.
fn named_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".iomx-").suffix(".part");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

#[cfg(target_os = "linux")]
mod linux {
    use std::fs::{self, File};
    use std::io;
    use std::os::fd::AsRawFd;
    use std::path::{Path, PathBuf};

    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, open};

    const DESCRIPTORS: &str = "/proc/self/fd";

    /// A file without a name, where the system and the file system know such files.
    pub(super) fn unnamed(folder: &Path) -> Option<File> {
        let named_later = Path::new(DESCRIPTORS).exists();
        let mode = Mode::from_raw_mode(0o666);
        let opened = named_later.then(|| open(folder, OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC, mode));
        opened?.ok().map(File::from)
    }

    /// Names the file. A name cannot be taken over at once: the file gets a name beside it, which then replaces it.
    pub(super) fn name(file: &File, path: &Path, replace: bool) -> io::Result<()> {
        match link(file, path) {
            Err(error) if replace && error.kind() == io::ErrorKind::AlreadyExists => {
                let beside = beside(path);
                _ = fs::remove_file(&beside);
                link(file, &beside)?;
                fs::rename(&beside, path)
            }
            done => done,
        }
    }

    fn link(file: &File, path: &Path) -> io::Result<()> {
        let from = format!("{DESCRIPTORS}/{}", file.as_raw_fd());
        Ok(linkat(CWD, from, CWD, path, AtFlags::SYMLINK_FOLLOW)?)
    }

    fn beside(path: &Path) -> PathBuf {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        path.with_file_name(format!(".iomx-{}-{name}", std::process::id()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_file_is_not_there_until_it_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        let mut file = WholeFile::create(&path, false).unwrap();
        file.write_all(b"half").unwrap();
        assert!(!path.exists());
        file.keep().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"half");
        assert_eq!(names(folder.path()), ["a.csv"]);
    }

    #[test]
    fn what_is_dropped_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        drop(WholeFile::create(&folder.path().join("a.csv"), false).unwrap());
        assert!(names(folder.path()).is_empty());
    }

    #[test]
    fn what_is_there_is_replaced_only_when_wanted() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        fs::write(&path, "old").unwrap();
        assert_eq!(WholeFile::create(&path, false).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        let mut file = WholeFile::create(&path, true).unwrap();
        file.write_all(b"new").unwrap();
        file.keep().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["a.csv"]);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_are_those_of_an_ordinary_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        fs::write(folder.path().join("ordinary"), "").unwrap();
        WholeFile::create(&folder.path().join("whole"), false).unwrap().keep().unwrap();
        assert_eq!(mode("whole"), mode("ordinary"));
    }
}
