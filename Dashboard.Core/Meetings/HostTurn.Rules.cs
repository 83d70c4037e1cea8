using Concentric.Rules;

namespace Concentric.Meetings;

/// <summary>Where a turn stands: 已举办, 本月轮值, 待轮值, 未举办.</summary>
public enum TurnState { Held, Due, Coming, Missed }

/// <summary>
/// A turn is planned for a month, can be handed to another host while it is not held, and is fulfilled by a joint conference.
/// </summary>
public sealed partial class HostTurn
{
    /// <summary>Where a turn stands on a day; a month that is over without a conference was missed.</summary>
    public static TurnState StateOf(DateOnly month, bool isHeld, DateOnly today) =>
        isHeld ? TurnState.Held
        : MonthOf(today) == month ? TurnState.Due
        : month > today ? TurnState.Coming : TurnState.Missed;

    /// <summary>Another community takes the turn.</summary>
    /// <exception cref="RefusedException">It is held already.</exception>
    public void HandTo(int communityId, ValidationContext check)
    {
        check.That(MeetingId is null, nameof(CommunityId), null, Rule.TurnHeld);
        check.ThrowIfAny();
        CommunityId = communityId;
    }
}
