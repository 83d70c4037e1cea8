using Concentric.Data;
using Concentric.Lists;
using Concentric.Resources;
using Concentric.Rules;

namespace Concentric.Dashboard.Components.Records.Fields;

/// <summary>A value that may be chosen, with its name.</summary>
/// <param name="Detail">What tells it from others of the name, on a line below; null when the name says enough.</param>
public sealed record Choice<TValue>(TValue Value, string Text, string? Detail = null)
{
    /// <summary>By which drafts and tests know the value.</summary>
    public string? Key => Convert.ToString(Value, System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Where choices come from that are too many to be read at once.</summary>
/// <param name="Search">Those that what is typed may mean, in the order in which they are shown; one more than
/// <see cref="ChoiceLayout.MostShown"/> when there are more.</param>
/// <param name="Find">The choice of a key; null when there is none any more.</param>
public sealed record ChoiceSource<TValue>(
    Func<string?, CancellationToken, Task<IReadOnlyList<Choice<TValue>>>> Search,
    Func<string, CancellationToken, Task<Choice<TValue>?>> Find);

/// <summary>How choices are shown.</summary>
internal static class ChoiceLayout
{
    /// <summary>Up to so many choices are a row of buttons, which needs the whole width of a form; more are a list.</summary>
    public const int MostButtons = 4;

    /// <summary>Up to so many choices are read at a glance: nothing has to be typed, and a phone shows no keyboard.</summary>
    public const int MostAtAGlance = 12;

    /// <summary>The most that a list shows at once; of more, it says that they are more.</summary>
    public const int MostShown = ReferenceSource.MostFound;
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

    /// <summary>Choices that have been read, to be searched.</summary>
    public static ChoiceSource<TValue> Source<TValue>(IReadOnlyList<Choice<TValue>> choices) => new(
        (text, _) =>
        {
            var words = TextFold.Words(text);
            IReadOnlyList<Choice<TValue>> found = [.. choices.Where(choice =>
                TextFold.HoldsAll($"{choice.Text} {choice.Detail}", words))];
            return Task.FromResult(found);
        },
        (key, _) => Task.FromResult(choices.FirstOrDefault(choice => choice.Key == key)));

    /// <summary>The name of a value; null when it is not among them.</summary>
    public static string? TextOf<TId>(IReadOnlyList<Choice<TId?>> choices, TId id)
        where TId : struct => choices.FirstOrDefault(choice => choice.Value.Equals(id))?.Text;
}
