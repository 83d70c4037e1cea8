using Concentric.Imports.Files;

namespace Concentric.Imports;

/// <summary>The example row of a template: it is marked, and never taken in.</summary>
internal static class ImportExample
{
    private static readonly HashSet<string> Marks =
        [.. ImportTexts.Cultures.Select(culture => ImportLookups.Fold(ImportTexts.Get("Template.Example", culture)))];

    public static bool Is(ImportSheet sheet, ImportHeader header, SheetRow row) =>
        header.Find(sheet.Identifier) is { } place && row[place].Text is { } text && Marks.Contains(ImportLookups.Fold(text));
}
