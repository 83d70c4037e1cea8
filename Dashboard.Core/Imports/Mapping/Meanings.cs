using Concentric.Resources;

namespace Concentric.Imports;

/// <summary>What values of a sheet may be said to mean: the short lists of the program that the importer may choose from.</summary>
internal static class Meanings
{
    /// <summary>By the columns that hold unknown values, or of which some were said before.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<ValueMeaning>> Of(ImportFindings findings, ImportSheet sheet,
        ImportContext scene) =>
        findings.UnknownValues.Select(value => value.Column)
            .Concat((scene.Mapping?.Values ?? ImportMapping.None.Values).Where(column => column.Value.Count > 0)
                .Select(column => column.Key)).Distinct().Where(sheet.Has).ToDictionary(key => key, key => Of(sheet.Column(key), scene));

    private static IReadOnlyList<ValueMeaning> Of(ImportColumn column, ImportContext scene)
    {
        var directory = scene.Lookups.Directory;
        return column.Type switch
        {
            ImportType.Community => [.. directory.SeenBy(scene.Caller).Select(one => new ValueMeaning(one.Code, one.Name, one.NameEn))],
            ImportType.Category => [.. directory.Of(column.Terms).Offered(culture: ImportTexts.Cultures[0])
                .Select(one => new ValueMeaning(one.Handle, one.Name, one.NameEn))],
            ImportType.Term => [.. Enum.GetValues(column.TermType!).Cast<Enum>().Select(term => new ValueMeaning(
                term.ToString(), Texts.Term(term, ImportTexts.Cultures[0]), Texts.Term(term, ImportTexts.Cultures[1])))],
            _ => [],
        };
    }
}
