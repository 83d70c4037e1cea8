namespace Concentric.Data;

/// <summary>Why the store can't be used. Each has a text of its own in the web application's resources.</summary>
public enum StoreProblem
{
    /// <summary>The file is no SQLite database, or is damaged.</summary>
    Damaged,

    /// <summary>The file is a SQLite database of another program.</summary>
    Foreign,

    /// <summary>A newer version of the program has changed the store's shape.</summary>
    Newer,

    /// <summary>A version from before the first release has made the store; its migrations have been replaced by one.</summary>
    Unreleased,

    /// <summary>A migration does not fit what is there: an earlier one was cut off where it could not be taken back.</summary>
    HalfMigrated,

    /// <summary>A migration failed for another reason, as a row that breaks a new rule; it was taken back.</summary>
    NotMigrated,

    /// <summary>The file or the database may not be read, written or made.</summary>
    Denied,

    /// <summary>Another program holds the store.</summary>
    Busy,

    /// <summary>Another process of this program runs on the same data folder or store; the detail is its number.</summary>
    InUse,

    /// <summary>There is no room left.</summary>
    Full,

    /// <summary>The disk fails when it is read or written.</summary>
    Fault,

    /// <summary>The server does not answer.</summary>
    Unreachable,

    /// <summary>The folder that all nodes share for files is not there, or another one is in its place.</summary>
    FolderGone,

    /// <summary>Nothing can be written in the folder for files, which is there.</summary>
    FolderDenied,
}

/// <summary>The store can't be used as it is; somebody has to do something about it.</summary>
/// <param name="problem">What is wrong.</param>
/// <param name="store">The file, or the server and database; holds no password.</param>
/// <param name="detail">What the provider says, or the unknown migration.</param>
public sealed class StoreException(StoreProblem problem, string store, string detail, Exception? inner = null)
    : Exception($"{problem}: {store}: {detail}", inner)
{
    public StoreProblem Problem => problem;

    public string Store => store;

    public string Detail => detail;
}
