namespace Concentric.Kinds;

/// <summary>Several names in one text, as a field of <see cref="FieldDataType.Names"/> holds them.</summary>
public static class NameSeries
{
    /// <summary>Stands between two names.</summary>
    public const char Separator = '、';

    private static readonly char[] Separators = [Separator, ',', '，', ';', '；', '\n'];

    /// <summary>The names of a text, however they are separated, each once.</summary>
    public static IReadOnlyList<string> Split(string? text) =>
        [.. text?.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct() ?? []];

    /// <summary>The same names as the store holds them; null for none.</summary>
    public static string? Clean(string? text) => Split(text) is { Count: > 0 } names ? string.Join(Separator, names) : null;

    /// <summary>One a line, for forms.</summary>
    public static string? ToLines(string? text) => text?.Replace(Separator, '\n');
}
