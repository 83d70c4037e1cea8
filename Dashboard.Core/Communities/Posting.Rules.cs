using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Communities;

/// <summary>What holds for a posting by itself; that a community has one secretary at a time is held by <see cref="PostingCommands"/>.</summary>
public sealed partial class Posting
{
    /// <summary>Makes the posting what the details say.</summary>
    public void Correct(PostingDetails details, ActorStamp by, ValidationContext check)
    {
        if (check.That(details.Position is not null, nameof(Position), null, Rule.Required)) check.Defined(nameof(Position), details.Position!.Value);
        var last = by.Today.AddDays(ValidationContext.MostDaysAhead);
        if (check.That(details.StartsOn >= ValidationContext.FirstDay, nameof(StartsOn), details.StartsOn, Rule.TooEarly, ValidationContext.FirstDay))
            check.That(details.StartsOn <= last, nameof(StartsOn), details.StartsOn, Rule.TooLate, last);
        if (details.EndsOn is { } ends && check.That(ends >= details.StartsOn, nameof(EndsOn), ends, Rule.EndsBeforeStart, details.StartsOn))
            check.That(ends <= last, nameof(EndsOn), ends, Rule.TooLate, last);
        var note = check.Lines(nameof(Note), details.Note, TextLimits.Note);
        check.ThrowIfAny();
        Position = details.Position!.Value;
        StartsOn = details.StartsOn;
        EndsOn = details.EndsOn;
        Note = note;
    }
}
