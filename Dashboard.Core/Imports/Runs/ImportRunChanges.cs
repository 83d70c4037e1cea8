using System.Globalization;
using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Jobs;
using Concentric.People;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Concentric.Imports.Runs;

/// <summary>Moves imports from state to state (<see cref="JobMoves"/>). The change log tells open pages on every node.</summary>
public sealed class ImportRunChanges(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    public static readonly string Kind = RecordKinds.NameOf<ImportRun>();

    /// <summary>Moves a run in a transaction of its own.</summary>
    /// <param name="audit">On whose behalf, if the audit trail is to tell.</param>
    /// <returns>False when it was not in the state.</returns>
    public async Task<bool> MoveAsync(
        Expression<Func<ImportRun, bool>> from, long id, Action<UpdateSettersBuilder<ImportRun>> set, string action, CurrentUser? audit,
        CancellationToken cancellationToken, ImportChoices? choices = null)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await MoveAsync(db, from, id, set, action, audit, cancellationToken, choices);
    }

    /// <summary>Moves a run in the transaction of a context, if it has one.</summary>
    internal Task<bool> MoveAsync(
        DashboardDbContext db, Expression<Func<ImportRun, bool>> from, long id, Action<UpdateSettersBuilder<ImportRun>> set, string action,
        CurrentUser? audit,
        CancellationToken cancellationToken, ImportChoices? choices = null)
    {
        var now = clock.UtcNow;
        return db.MoveAsync(db.ImportRuns.Where(run => run.Id == id).Where(from), set, TellAsync, cancellationToken);

        async Task TellAsync()
        {
            Tell(db, id, action, now);
            if (audit is null) return;
            var counts = await CountsAsync(db, id, cancellationToken);
            db.AddLine(now, audit, Kind, id, action, after: counts with { Choices = ToldChoices.Of(choices) });
        }
    }

    /// <summary>Adds the change-log row of an import.</summary>
    internal static void Tell(DashboardDbContext db, long id, string action, DateTime at) => db.AddMove(at, Kind, id, action);

    private static Task<Told> CountsAsync(DashboardDbContext db, long id, CancellationToken cancellationToken) =>
        db.ImportRuns.Where(run => run.Id == id)
            .Select(run => new Told(run.Kind, run.FileName, run.FileHash, run.Rows, run.Added, run.Changed, run.Unchanged, run.Refused))
            .SingleAsync(cancellationToken);

    private sealed record Told(string Kind, string FileName, string FileHash, int Rows, int Added, int Changed, int Unchanged, int Refused)
    {
        public ToldChoices? Choices { get; init; }
    }

    /// <summary>What somebody chose for the file, by name.</summary>
    private sealed record ToldChoices(IReadOnlyDictionary<string, string> All, IReadOnlyDictionary<string, string> Rows)
    {
        public static ToldChoices? Of(ImportChoices? choices) =>
            choices is null || choices.All.Count + choices.Rows.Count == 0 ? null : new(
            choices.All.ToDictionary(choice => choice.Key.ToString(), choice => choice.Value.ToString()),
            choices.Rows.ToDictionary(choice => choice.Key, choice => choice.Value.RecordId is { } id
                ? string.Create(CultureInfo.InvariantCulture, $"{choice.Value.Answer} {id}")
                : choice.Value.Answer.ToString()));
    }
}
