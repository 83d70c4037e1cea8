namespace Concentric.Data.Files;

/// <summary>Where files are kept.</summary>
public enum FilePlace
{
    /// <summary>In the data folder, which several nodes must share.</summary>
    Folder,

    /// <summary>In the database, which all nodes reach.</summary>
    Database,
}

/// <summary>Where the settings say that files are kept.</summary>
public sealed record FileStoreOptions(FilePlace Place);
