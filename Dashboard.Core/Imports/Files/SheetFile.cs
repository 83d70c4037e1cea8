using Concentric.Rules;

namespace Concentric.Imports.Files;

/// <summary>
/// A spreadsheet that is read from its beginning to its end, in memory that does not grow with its rows. Opening looks at what it
/// is; rows come as they are asked for.
/// </summary>
public abstract class SheetFile : IDisposable
{
    /// <summary>The most bytes of an uploaded file.</summary>
    public const long MostBytes = InputLimits.SheetFileBytes;

    /// <summary>The most columns that are read of a row.</summary>
    public const int MostColumns = 500;

    /// <summary>Names of the sheets that people see, in order. A CSV file has one without a name.</summary>
    public abstract IReadOnlyList<string> Sheets { get; }

    /// <summary>What was passed over in the file as a whole.</summary>
    public IReadOnlyList<ImportNote> Notes => FoundNotes;

    protected List<ImportNote> FoundNotes { get; } = [];

    /// <summary>
    /// True when the sheet that was read last has cells beyond <see cref="MostColumns"/>; known when it has been read to its end.
    /// </summary>
    public bool IsTooWide { get; protected set; }

    /// <summary>
    /// Columns of the sheet that was read last which the spreadsheet does not show, as in B, D; null when there are none.
    /// </summary>
    public virtual string? HiddenColumns => null;

    /// <summary>The rows of a sheet, blank ones left out. Each sheet once, one after the other.</summary>
    /// <exception cref="ImportFileException">The file is damaged here.</exception>
    public abstract IEnumerable<SheetRow> Read(int sheet);

    /// <summary>How much of the file has been read, in per cent.</summary>
    public abstract int Progress { get; }

    /// <summary>Merged cells of the sheet that was read last; known when it has been read to its end.</summary>
    public virtual IReadOnlyList<MergedCells> Merged => [];

    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <summary>Opens a file as what its content says it is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Its name as uploaded.</param>
    /// <exception cref="ImportFileException">It can't be read; says why and how to mend it.</exception>
    public static SheetFile Open(string path, string name)
    {
        var content = FileContents.Of(path);
        var ending = Path.GetExtension(name).ToLowerInvariant();
        switch (content)
        {
            case FileContent.Empty: throw new ImportFileException("Empty");
            case FileContent.Encrypted: throw new ImportFileException("Encrypted");
            case FileContent.OldWorkbook: throw new ImportFileException("OldWorkbook");
        }

        if (ending == ".xlsm") throw new ImportFileException("MacroWorkbook");
        if (ending is not (".xlsx" or ".csv")) throw new ImportFileException("Ending", ending.Length == 0 ? name : ending);
        var isPackage = content == FileContent.Package;
        if (isPackage != (ending == ".xlsx")) throw new ImportFileException(ending == ".xlsx" ? "NotXlsx" : "NotCsv");
        if (content == FileContent.Unknown) throw new ImportFileException("NotCsv");
        return isPackage ? XlsxFile.Open(path) : CsvFile.Open(path);
    }
}

/// <summary>A file can't be read as a spreadsheet; the message is for people and says how to mend it.</summary>
/// <param name="key">Key of the text in <see cref="ImportTexts"/>, without <c>File.</c>.</param>
/// <param name="values">Its values.</param>
public sealed class ImportFileException(string key, params object[] values) : Exception($"{key}: {string.Join(", ", values)}")
{
    public string Key => key;

    public string Explain(System.Globalization.CultureInfo culture) => ImportTexts.Get($"File.{key}", culture, values);
}
