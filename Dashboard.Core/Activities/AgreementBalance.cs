namespace Concentric.Activities;

/// <summary>How an agreement stands.</summary>
public enum AgreementState
{
    /// <summary>Nothing was promised in numbers, so nothing can be held against it.</summary>
    Unmeasured,

    /// <summary>Not all is built, and there is time left or no date.</summary>
    Open,

    /// <summary>Not all is built, and the due date has passed.</summary>
    Overdue,

    /// <summary>All that was promised is built.</summary>
    Kept,
}

/// <summary>
/// What was promised against what was built: ports agreed against ports built, the one pair of kinds that measures a promise.
/// </summary>
/// <param name="PromisedMilli">Thousandths of a port.</param>
/// <param name="BuiltMilli">Thousandths of a port.</param>
public sealed record AgreementBalance(long PromisedMilli, long BuiltMilli)
{
    /// <summary>Still to be built, in thousandths; never less than 0.</summary>
    public long MissingMilli => Math.Max(0, PromisedMilli - BuiltMilli);

    /// <summary>Adds up the outputs of an agreement.</summary>
    public static AgreementBalance Of(IEnumerable<OutputTotal> totals)
    {
        var byKind = totals.ToLookup(total => total.Kind, total => total.AmountMilli);
        return new(byKind[OutputKind.PortsAgreed].Sum(), byKind[OutputKind.PortsBuilt].Sum());
    }

    public AgreementState StateOn(DateOnly today, DateOnly? dueOn) =>
        PromisedMilli == 0 ? AgreementState.Unmeasured
        : MissingMilli == 0 ? AgreementState.Kept
        : dueOn < today ? AgreementState.Overdue
        : AgreementState.Open;
}
