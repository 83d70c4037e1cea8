using Concentric.Imports.Files;
using Concentric.Imports.Runs;
using Concentric.Rules;

namespace Concentric.Imports;

/// <summary>What became of looking through a file before its rows are read.</summary>
/// <param name="Mapping">By what it is read; null when the program knows all of it.</param>
/// <param name="Findings">How its columns are read; null when nobody needs to know.</param>
/// <param name="IsOpen">True when somebody must say first what columns are.</param>
internal sealed record MappingOutcome(ImportMapping? Mapping, ImportMappingFindings? Findings, bool IsOpen)
{
    /// <summary>True when it is to be kept as the profile of its headers; what a like profile says of some of them is that one's.</summary>
    public bool IsToBeKept { get; init; }
}

/// <summary>
/// Finds out how a file's columns are read: by what somebody said for it, by a profile, or by the program's own names. Where that leaves
/// a column with values open, or a needed one out, it is asked with a proposal; what has been said or is known stays as it is.
/// </summary>
internal sealed class MappingStep(ImportProfiles profiles)
{
    /// <summary>Headers of columns that tell of a person, whatever the column is.</summary>
    private static readonly string[] OfPersons = ["人", "姓名", "群众", "居民", "业主", "对象", "住址", "name", "person", "address"];

    /// <summary>The longest value that is shown of a column, in characters.</summary>
    private const int MostShown = 40;

    public async Task<MappingOutcome> TakeAsync(SheetFile file, ImportSheet sheet, ImportContext scene, ImportRun run, ImportMapping? said,
        CancellationToken cancellationToken)
    {
        var surveyed = new ImportSurvey(file, sheet, said).Read();
        var headers = surveyed.SelectMany(one => one.Columns).Select(column => column.Key).Distinct().ToList();
        var isUnknown = surveyed.Any(one => one.Open.Any());
        var exact = said is null && !isUnknown ? await profiles.FindAsync(run.Kind, headers, cancellationToken) : null;
        if (said is null && !isUnknown && exact is not { IsExact: true })
        {
            // The program knows the columns; where they stand in two lines is kept, for merged cells are told behind the rows.
            return surveyed.Any(one => one.Layout.Lines == 2)
                ? new(ImportMapping.None with { Layouts = LayoutsOf(surveyed) }, null, IsOpen: false)
                : new(null, null, IsOpen: false);
        }

        if (headers.Count > ImportMapping.MostColumns)
            throw new ImportFileException("TooManyColumns", ImportMapping.MostColumns, headers.Count);
        var isSaid = said is { IsConfirmed: true };
        var profile = isSaid
            ? said!.ProfileId is { } id ? await profiles.FindAsync(id, cancellationToken) : null
            : exact ?? await profiles.FindAsync(run.Kind, headers, cancellationToken);
        var mapping = isSaid && said!.Columns.Count > 0 ? said : Completed(sheet, surveyed, profile, said);
        var isByProfile = !isSaid && profile is not null && IsWhole(sheet, scene, surveyed, mapping);
        // A sheet of which the program knows nothing and guesses nothing is told as what it is: one without headers.
        var proposals = isSaid || isByProfile
            ? []
            : surveyed.SelectMany(one => MappingProposals.Of(sheet, one, scene.Lookups)).DistinctBy(one => one.Key).ToDictionary();
        if (!isSaid && profile is null && proposals.Count == 0 && surveyed.All(one => one.Header.Count == 0) && said is null)
            return new(null, null, IsOpen: false);
        var isOpen = isSaid ? !IsWhole(sheet, scene, surveyed, mapping) : !isByProfile;
        mapping = mapping with
        {
            Layouts = LayoutsOf(surveyed),
            IsConfirmed = !isOpen,
            ProfileId = isByProfile ? profile!.Id : said?.ProfileId,
        };
        return new(mapping, FindingsOf(sheet, scene, surveyed, mapping, proposals) with
        {
            Profile = profile?.Name,
            By = profile?.By,
            At = profile?.At,
        }, isOpen)
        {
            IsToBeKept = isSaid || profile?.IsExact == true,
        };
    }

    private static IReadOnlyList<HeaderLayout> LayoutsOf(IReadOnlyList<SurveyedSheet> surveyed) => [.. surveyed.Select(one => one.Layout)];

    /// <summary>What a profile says of the headers that are there, and what the program knows of the others.</summary>
    private static ImportMapping Completed(ImportSheet sheet, IReadOnlyList<SurveyedSheet> surveyed, FoundProfile? profile,
        ImportMapping? said)
    {
        var columns = new Dictionary<string, string>();
        foreach (var one in surveyed)
        {
            var taken = new HashSet<string>();
            foreach (var column in one.Columns)
            {
                if (profile?.Mapping.Columns.TryGetValue(column.Key, out var told) == true && (told.Length == 0 || sheet.Has(told)))
                    columns[column.Key] = told;
            }

            taken.UnionWith(columns.Values);
            foreach (var column in one.Columns)
            {
                if (!columns.ContainsKey(column.Key) && one.Header.KeyAt(column.Place) is { } key && taken.Add(key))
                    columns[column.Key] = key;
            }
        }

        // What somebody has said of this file's values stays, whatever was said of another's since.
        var values = (profile?.Mapping ?? ImportMapping.None).WithMore(said ?? ImportMapping.None).Values;
        return new(columns, values, []) { TakenBack = said?.TakenBack ?? [] };
    }

    /// <summary>True when every column with values has been spoken of, none twice, and new records have what they need.</summary>
    private static bool IsWhole(ImportSheet sheet, ImportContext scene, IReadOnlyList<SurveyedSheet> surveyed, ImportMapping mapping) =>
        surveyed.All(one => OpenOf(one, mapping).Count == 0 && TwiceOf(one, mapping).Count == 0
            && MissingOf(sheet, scene, one, mapping).Count == 0);

    private static IReadOnlyList<SurveyedColumn> OpenOf(SurveyedSheet one, ImportMapping mapping) =>
        [.. one.Open.Where(column => !mapping.Columns.ContainsKey(column.Key))];

    private static IReadOnlyList<string> TwiceOf(SurveyedSheet one, ImportMapping mapping) => [.. one.Columns
        .Select(column => mapping.Columns.GetValueOrDefault(column.Key)).Where(key => key is { Length: > 0 }).OfType<string>()
        .GroupBy(key => key).Where(same => same.Count() > 1).Select(same => same.Key)];

    private static IReadOnlyList<string> MissingOf(ImportSheet sheet, ImportContext scene, SurveyedSheet one, ImportMapping mapping)
    {
        if (!one.HasNew) return [];
        var said = one.Columns.Select(column => mapping.Columns.GetValueOrDefault(column.Key)).ToHashSet();
        return sheet.OutsideKey is { } outside && said.Contains(outside) && said.Contains(sheet.Identifier) ? [] : [.. sheet.Columns
            .Where(column => column.IsRequired && !said.Contains(column.Key)
                && !(scene.OnlyCommunity is not null && column.Type == ImportType.Community)).Select(column => column.Key)];
    }

    private static ImportMappingFindings FindingsOf(ImportSheet sheet, ImportContext scene, IReadOnlyList<SurveyedSheet> surveyed,
        ImportMapping mapping, IReadOnlyDictionary<string, string> proposals)
    {
        var (columns, seen) = (new List<MappedColumn>(), new HashSet<string>());
        foreach (var one in surveyed)
        {
            foreach (var column in one.Columns.Where(column => seen.Add(column.Key)))
            {
                var isAsked = one.Header.UnknownPlaces.Contains(column.Place) && column.Samples.Count > 0
                    && !mapping.Columns.ContainsKey(column.Key);
                var said = mapping.Columns.GetValueOrDefault(column.Key) ?? proposals.GetValueOrDefault(column.Key)
                    ?? one.Header.KeyAt(column.Place);
                // What the program works out itself, and a header without values, are nothing to be asked about.
                if (said is null && !isAsked) continue;
                var samples = column.Samples.Select(cell => Shown(sheet, column, said, cell));
                columns.Add(new(column.Key, column.Header, [.. samples], said, isAsked));
            }
        }

        return new([.. surveyed.Select(one => new MappedSheet(one.Layout, one.Candidates))], columns,
            [.. surveyed.SelectMany(one => MissingOf(sheet, scene, one, mapping)).Distinct()],
            [.. surveyed.SelectMany(one => TwiceOf(one, mapping)).Distinct()]);
    }

    /// <summary>A value as it may be shown before anybody has said what it is: what is or looks personal is masked.</summary>
    private static string Shown(ImportSheet sheet, SurveyedColumn column, string? key, SheetCell cell)
    {
        var text = PlainText.Clean(cell.Text) ?? "";
        var isPersonal = key is { Length: > 0 } ? sheet.Column(key).IsPersonal
            : cell.Kind == CellKind.Text
                && Array.Exists(OfPersons, word => column.Header.Contains(word, StringComparison.OrdinalIgnoreCase));
        var shown = isPersonal || PhoneNumber.Normal(text) is not null || text.Count(char.IsAsciiDigit) >= 15 ? Masking.Mask(text)! : text;
        return PlainText.Cut(shown, MostShown, "…");
    }
}
