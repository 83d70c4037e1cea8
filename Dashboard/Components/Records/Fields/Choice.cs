using Concentric.Communities;
using Concentric.Resources;

namespace Concentric.Dashboard.Components.Records.Fields;

/// <summary>A value that may be chosen, with its name.</summary>
public sealed record Choice<TValue>(TValue Value, string Text);

/// <summary>Lists of choices that several forms offer.</summary>
public static class Choices
{
    /// <summary>All values of an enum by name, in their order; as a nullable, for a field that may be empty.</summary>
    public static IReadOnlyList<Choice<T?>> Of<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => new Choice<T?>(value, Texts.Term(value)))];

    /// <summary>Communities in the reader's language.</summary>
    public static IReadOnlyList<Choice<int?>> Of(IEnumerable<Community> communities) =>
        [.. communities.Select(community => new Choice<int?>(community.Id, community.NameFor(System.Globalization.CultureInfo.CurrentUICulture)))];

    /// <summary>Ids with names.</summary>
    public static IReadOnlyList<Choice<TId?>> Of<TId>(IEnumerable<(TId Id, string Name)> rows)
        where TId : struct => [.. rows.Select(row => new Choice<TId?>(row.Id, row.Name))];
}
