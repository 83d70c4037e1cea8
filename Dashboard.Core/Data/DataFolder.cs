namespace Concentric.Data;

/// <summary>The folder in which the program keeps its files: the embedded store, workbooks.</summary>
/// <param name="Path">Absolute; exists and can be written.</param>
public sealed record DataFolder(string Path)
{
    /// <summary>The path of a folder inside it, which is made if need be.</summary>
    public string Inside(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;
}
