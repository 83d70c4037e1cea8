using Concentric.Communities;
using Concentric.Data;
using Concentric.Resources;

namespace Concentric.Dashboard.Components.Records.Fields;

/// <summary>A value that may be chosen, with its name.</summary>
public sealed record Choice<TValue>(TValue Value, string Text);

/// <summary>How a few choices are shown.</summary>
internal static class ChoiceLayout
{
    /// <summary>Up to so many choices are a row of buttons, which needs the whole width of a form; more are a list.</summary>
    public const int MostButtons = 4;
}

/// <summary>Lists of choices that several forms offer.</summary>
public static class Choices
{
    /// <summary>All values of an enum by name, in their order; as a nullable, for a field that may be empty.</summary>
    public static IReadOnlyList<Choice<T?>> Of<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => new Choice<T?>(value, Texts.Term(value)))];

    /// <summary>Communities in the reader's language.</summary>
    public static IReadOnlyList<Choice<int?>> Of(IEnumerable<Community> communities) =>
        [.. communities.Select(community =>
            new Choice<int?>(community.Id, community.NameFor(System.Globalization.CultureInfo.CurrentUICulture)))];

    /// <summary>Ids with names.</summary>
    public static IReadOnlyList<Choice<TId?>> Of<TId>(IEnumerable<(TId Id, string Name)> rows)
        where TId : struct => [.. rows.Select(row => new Choice<TId?>(row.Id, row.Name))];

    /// <summary>The same with one more at the end if it is not among them: what a record names already stays to be chosen.</summary>
    public static IReadOnlyList<Choice<TId?>> With<TId>(IReadOnlyList<Choice<TId?>> choices, TId id, string name)
        where TId : struct => choices.Any(choice => choice.Value.Equals(id)) ? choices : [.. choices, new(id, name)];

    /// <summary>The name of a value; null when it is not among them.</summary>
    public static string? TextOf<TId>(IReadOnlyList<Choice<TId?>> choices, TId id)
        where TId : struct => choices.FirstOrDefault(choice => choice.Value.Equals(id))?.Text;
}
