using Concentric.Petitions;
using Concentric.Rules;

namespace Concentric.Dashboard.Features.Petitions;

/// <summary>The resident's answers while they are entered.</summary>
public sealed class CallBackForm
{
    /// <summary>False when nobody was reached, or not all three questions were answered.</summary>
    public bool? Answered { get; set; }

    public bool? Responded { get; set; }

    public bool? Resolved { get; set; }

    public Satisfaction? Satisfaction { get; set; }

    /// <summary>True when a petition that the resident calls unresolved is not taken up again.</summary>
    public bool IsLeftClosed { get; set; }

    /// <summary>Why not.</summary>
    public string? WhyClosed { get; set; }

    /// <summary>Why it stays closed, empty when nothing was said; null when it does not.</summary>
    public string? StaysClosed => Answered == true && Resolved == false && IsLeftClosed ? WhyClosed ?? "" : null;

    public static CallBackForm Of(Petition petition) => petition.CallBackOn is null ? new() : petition.CallBackValid
        ? new()
        {
            Answered = true,
            Responded = petition.CallBackResponded,
            Resolved = petition.CallBackResolved,
            Satisfaction = petition.Satisfaction
        }
        : new() { Answered = false };

    /// <summary>The answers; null when there are none.</summary>
    /// <exception cref="RefusedException">An answer is missing.</exception>
    public CallBackAnswers? Read()
    {
        var check = new ValidationContext();
        check.That(Answered is not null, "CallBackValid", null, Rule.Required);
        if (Answered == true)
        {
            check.That(Responded is not null, nameof(Petition.CallBackResponded), null, Rule.Required);
            check.That(Resolved is not null, nameof(Petition.CallBackResolved), null, Rule.Required);
            check.That(Satisfaction is not null, nameof(Petition.Satisfaction), null, Rule.Required);
        }

        check.ThrowIfAny();
        return Answered == true ? new(Responded!.Value, Resolved!.Value, Satisfaction!.Value) : null;
    }
}
