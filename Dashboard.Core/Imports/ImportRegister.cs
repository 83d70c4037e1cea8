namespace Concentric.Imports;

/// <summary>The kinds of records that come in from spreadsheets. A new one adds one line to the services.</summary>
public sealed class ImportRegister(IEnumerable<ImportSheet> sheets)
{
    private readonly Dictionary<string, ImportSheet> byKind = sheets.ToDictionary(sheet => sheet.Kind);

    public IReadOnlyCollection<ImportSheet> All => byKind.Values;

    /// <summary>The kinds that the caller may take in.</summary>
    public IReadOnlyList<ImportSheet> OpenTo(Data.CurrentUser caller) => [.. byKind.Values.Where(sheet => sheet.IsOpenTo(caller))];

    /// <summary>The sheet of a kind; null when it does not come in from spreadsheets.</summary>
    public ImportSheet? Find(string kind) => byKind.GetValueOrDefault(kind);
}
