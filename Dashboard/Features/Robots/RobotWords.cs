using Concentric.Dashboard.Components.Shared;
using Concentric.Jobs;
using Concentric.Ledgers;
using Concentric.Robots;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Robots;

/// <summary>Words for robots and their messages, in the reader's language.</summary>
internal static class RobotWords
{
    public const string ListPath = "/settings/robots";

    /// <summary>Of what its group may read.</summary>
    public static string Reads(string? communities, CommunityDirectory.Names names) =>
        communities is null ? L["Robot.WholeStreet"] : names.Series(communities.Split(','));

    /// <summary>What it says by itself.</summary>
    public static string Tells(RobotRow row) => (row.TellsMornings, row.TellsTroubles) switch
    {
        (true, true) => L["Robot.Tells.Both"],
        (true, false) => L["Robot.Tells.Mornings"],
        (false, true) => L["Robot.Tells.Troubles"],
        _ => L["Robot.Tells.Nothing"],
    };

    /// <summary>Why a message was not taken, and what to do.</summary>
    public static string Why(RobotProblem problem, string? answer) =>
        L[$"Robot.Problem.{problem}"] + (answer is null ? "" : L["Robot.Answer", answer]);

    /// <summary>When a message ended, or why it did not and what comes next.</summary>
    public static string About(RobotMessageRow row, OfficeClock clock)
    {
        var why = row.Problem is { } problem ? Why(problem, row.Answer) : "";
        return row.State switch
        {
            OutboxState.GivenUp => L["Robot.Message.GivenUp", row.Failures, why],
            OutboxState.Waiting when row.Failures > 0 && row.NextAt is { } next =>
                L["Robot.Message.Again", row.Failures, why, Moment(next, clock)],
            OutboxState.Uncertain => L["Robot.Message.Uncertain"],
            _ => Moment(row.EndedAt ?? row.At, clock),
        };
    }

    public static Tone ToneOf(OutboxState state) => state switch
    {
        OutboxState.Sent => Tone.Good,
        OutboxState.GivenUp => Tone.Bad,
        OutboxState.Uncertain => Tone.Warn,
        OutboxState.Waiting or OutboxState.Sending => Tone.Accent,
        _ => Tone.Quiet,
    };

    public static string Moment(DateTime at, OfficeClock clock) =>
        clock.Moment(at);
}
