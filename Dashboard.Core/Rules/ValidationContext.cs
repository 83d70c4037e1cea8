using System.Globalization;
using Concentric.Time;

namespace Concentric.Rules;

/// <summary>Collects what is wrong with an input, so that all of it is told at once.</summary>
public sealed class ValidationContext
{
    /// <summary>The first day that any record may have.</summary>
    public static readonly DateOnly FirstDay = new(2000, 1, 1);

    /// <summary>How many days ahead of today a due date may lie: ten years.</summary>
    public const int MostDaysAhead = 3_652;

    private readonly List<Violation> found = [];

    /// <summary>What has been found wrong so far.</summary>
    public IReadOnlyList<Violation> Found => found;

    /// <summary>True when nothing has been found wrong so far.</summary>
    public bool IsClean => found.Count == 0;

    /// <summary>True when something has been found wrong with any of the fields.</summary>
    public bool Has(params ReadOnlySpan<string> fields)
    {
        foreach (var wrong in found)
        {
            if (fields.Contains(wrong.Field)) return true;
        }

        return false;
    }

    /// <summary>Notes a refusal when a condition does not hold.</summary>
    /// <returns>Whether it holds.</returns>
    public bool That(bool holds, string field, object? value, Rule rule, params object[] args)
    {
        if (!holds) found.Add(new Violation(field, Show(value), rule, args));
        return holds;
    }

    /// <summary>Cleans a text of one line (see <see cref="PlainText"/>) and checks its length.</summary>
    public string? Line(string field, string? text, int most) => Measure(field, PlainText.Clean(text), most);

    /// <summary>Cleans a text of several lines and checks its length.</summary>
    public string? Lines(string field, string? text, int most) => Measure(field, PlainText.Clean(text, lines: true), most);

    /// <summary>A text of one line that must be given.</summary>
    public string RequiredLine(string field, string? text, int most) => Present(field, Line(field, text, most));

    /// <summary>A text of several lines that must be given.</summary>
    public string RequiredLines(string field, string? text, int most) => Present(field, Lines(field, text, most));

    /// <summary>A telephone number as <see cref="PhoneNumber"/> has it; null when none was given.</summary>
    /// <param name="present">What is there: it may stay as it is, for it was entered by an older rule.</param>
    public string? Phone(string field, string? text, string? present = null)
    {
        if (PlainText.Clean(text) is not { } clean || clean == present) return PlainText.Clean(text);
        var number = PhoneNumber.Normal(clean);
        That(number is not null, field, clean, Rule.NotAPhone);
        return number;
    }

    /// <summary>A day on which something happened: not in the future, not before <see cref="FirstDay"/>.</summary>
    public bool Past(string field, DateOnly day, DateOnly today) =>
        Given(field, day) && That(day <= today, field, day, Rule.InFuture, today)
            && That(day >= FirstDay, field, day, Rule.TooEarly, FirstDay);

    /// <summary>A due date: not before what it is due for began, and not more than <see cref="MostDaysAhead"/> ahead.</summary>
    public bool Due(string field, DateOnly dueOn, DateOnly beginning, DateOnly today)
    {
        var last = today.AddDays(MostDaysAhead);
        return Given(field, dueOn) && That(dueOn >= beginning, field, dueOn, Rule.BeforeBeginning, beginning)
            && That(dueOn <= last, field, dueOn, Rule.TooLate, last);
    }

    /// <summary>A day that was given at all: a form that was left empty sends the default.</summary>
    public bool Given(string field, DateOnly day) => That(day != default, field, null, Rule.Required);

    /// <summary>A number within limits, both included.</summary>
    public bool Within(string field, long value, long least, long most)
    {
        // Nobody reads fen.
        if (field.EndsWith("Fen", StringComparison.Ordinal) || field.EndsWith("Milli", StringComparison.Ordinal))
            throw new ArgumentException("Say the unit.", nameof(field));
        return That(value >= least && value <= most, field, value, Rule.OutOfRange, least, most);
    }

    /// <summary>The same for what is kept in another unit than people read: value and limits are told in theirs.</summary>
    public bool Within(string field, long value, long least, long most, QuantityUnit unit) =>
        That(value >= least && value <= most, field, new Quantity(value, unit).Amount, Rule.OutOfRange, new Quantity(least, unit),
            new Quantity(most, unit));

    /// <summary>A value of an enum that has the name; a number cast to it has none.</summary>
    public bool Defined<T>(string field, T value)
        where T : struct, Enum => That(Enum.IsDefined(value), field, value, Rule.Unknown);

    /// <summary>A value of an enum that must be given.</summary>
    public bool Chosen<T>(string field, T? value)
        where T : struct, Enum => That(value is not null, field, null, Rule.Required) && Defined(field, value.GetValueOrDefault());

    /// <summary>Refuses at once, where nothing else is left to be checked.</summary>
    /// <exception cref="RefusedException">The condition does not hold.</exception>
    public static void Require(bool holds, string field, object? value, Rule rule, params object[] args)
    {
        if (!holds) throw Refusal(field, value, rule, args);
    }

    /// <summary>A refusal for one reason.</summary>
    public static RefusedException Refusal(string field, object? value, Rule rule, params object[] args) =>
        new([new Violation(field, Show(value), rule, args)]);

    /// <summary>Throws what has been found, if anything.</summary>
    /// <exception cref="RefusedException">Something is wrong.</exception>
    public void ThrowIfAny()
    {
        if (found.Count > 0) throw new RefusedException(found);
    }

    private string? Measure(string field, string? text, int most)
    {
        That(text is null || text.Length <= most, field, text, Rule.TooLong, most, text?.Length ?? 0);
        return text;
    }

    private string Present(string field, string? text)
    {
        That(text is not null, field, null, Rule.Required);
        return text ?? "";
    }

    private static string? Show(object? value)
    {
        var text = value switch
        {
            null => null,
            DateOnly day => day.ToIso(),
            decimal number => number.ToString("0.###", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => PlainText.Clean(value.ToString()),
        };
        return PlainText.Cut(text, Violation.MostValue, "…");
    }
}
