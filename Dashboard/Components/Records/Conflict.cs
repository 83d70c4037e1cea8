using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Concentric.Dashboard.Components.Records;

/// <summary>Two versions of one form: mine, and the one that somebody else has saved meanwhile.</summary>
/// <param name="theirs">As saved.</param>
/// <param name="version">The version of the record as saved.</param>
/// <param name="fields">In what they differ.</param>
public sealed class Conflict<TModel>(TModel theirs, int version, IReadOnlyList<ConflictField> fields)
    where TModel : class
{
    public TModel Theirs => theirs;

    public int Version => version;

    public IReadOnlyList<ConflictField> Fields => fields;

    /// <summary>What both changed: the only thing that a person is asked. What one of them changed is taken as it is.</summary>
    public IEnumerable<ConflictField> Contested => fields.Where(one => one.IsContested);

    /// <summary>Their form with my values where mine were chosen.</summary>
    public TModel Merge()
    {
        var merged = JsonSerializer.Deserialize<TModel>(JsonSerializer.Serialize(theirs))!;
        foreach (var field in fields.Where(field => field.TakesMine)) field.Property.Write(merged, field.Mine);
        return merged;
    }
}

/// <summary>Finds in what two versions of a form differ.</summary>
public static class Conflict
{
    /// <summary>Compares all properties of the form.</summary>
    /// <param name="before">As it was read before both changed it; null when that is not known.</param>
    /// <param name="mine">As it stands in the form.</param>
    /// <param name="theirs">As saved.</param>
    /// <param name="version">The version of the record as saved.</param>
    public static Conflict<TModel> Between<TModel>(TModel? before, TModel mine, TModel theirs, int version)
        where TModel : class
    {
        var fields = new List<ConflictField>();
        foreach (var property in FormProperty.Of(mine))
        {
            var (was, my, their) = (before is null ? null : property.Read(before), property.Read(mine), property.Read(theirs));
            if (Same(my, their)) continue;
            var mineMoved = before is null || !Same(was, my);
            var theirsMoved = before is null || !Same(was, their);
            fields.Add(new(property, my, their) { IsContested = mineMoved && theirsMoved, TakesMine = mineMoved });
        }

        return new(theirs, version, fields);
    }

    /// <summary>
    /// Whether two values say the same: an empty text is none, a browser's ends of lines are no change, and what is chosen has no order.
    /// </summary>
    private static bool Same(object? left, object? right) =>
        ReferenceEquals(left, FormProperty.Left) == ReferenceEquals(right, FormProperty.Left) && Text(left) == Text(right);

    // By what is written: a value of a class of its own would otherwise never be the same as its copy.
    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text.Replace("\r\n", "\n", StringComparison.Ordinal),
        IEnumerable many =>
            string.Join('\n', many.Cast<object>().Select(one => JsonSerializer.Serialize(one)).Order(StringComparer.Ordinal)),
        IFormattable plain => plain.ToString(null, CultureInfo.InvariantCulture),
        _ => JsonSerializer.Serialize(value),
    };
}

/// <summary>A property in which two versions of a form differ.</summary>
public sealed class ConflictField(FormProperty property, object? mine, object? theirs)
{
    public FormProperty Property => property;

    public string Name => property.Name;

    public object? Mine => mine;

    public object? Theirs => theirs;

    /// <summary>Both changed it, so a person must choose.</summary>
    public bool IsContested { get; init; }

    /// <summary>What is chosen so far.</summary>
    public bool TakesMine { get; set; }
}
