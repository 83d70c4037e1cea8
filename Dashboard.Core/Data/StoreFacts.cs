using Microsoft.EntityFrameworkCore;

namespace Concentric.Data;

/// <summary>
/// Keys of <see cref="StoreFact"/>, and the ways to read and write one. A fact that several nodes write at once is moved from what it said
/// before: of several one does.
/// </summary>
public static class StoreFacts
{
    /// <summary>Where the records come from: <c>demo</c>, <c>generated</c>; absent when they are real.</summary>
    public const string Origin = "origin";

    /// <summary>
    /// The last migration after which everything that a store starts with was added. Where it is another one, a start was cut off before
    /// it had added all, and the next one does.
    /// </summary>
    public const string Seeded = "seeded";

    /// <summary>The version of the program that brought the store to its last migration.</summary>
    public const string Program = "program";

    /// <summary>The mark of the folder that all nodes share; absent where none is shared.</summary>
    public const string Folder = "folder";

    /// <summary>Where the store's files are kept, a <see cref="Data.Files.FilePlace"/>; absent where there was never a choice.</summary>
    public const string Files = "files";

    /// <summary>Another value after each change of the working calendar.</summary>
    public const string Calendar = "calendar";

    /// <summary>The day up to which the daily notices have been made.</summary>
    public const string Notices = "notices";

    /// <summary>The change of the log up to which what came back was looked for.</summary>
    public const string Recurrences = "recurrences";

    /// <summary>The version of the keys of places that all rounds have; see <see cref="Rules.PlaceKey.Version"/>.</summary>
    public const string PlaceKeys = "place-keys";

    /// <summary>The hour (UTC) in which the rules of alerts were looked at last.</summary>
    public const string Alerts = "alerts";

    /// <summary>Since when backups are looked for.</summary>
    public const string BackupsLookedFor = "backups-looked-for";

    /// <summary>When the store was last seen to take a save, by whoever asks whether it is ready.</summary>
    public const string Probe = "probe";

    /// <summary>Hash and expiry of the one-time set-up link.</summary>
    public const string SetUpLink = "set-up-link";

    /// <summary>Present when accounts with a known password have been made, which the host does for a demo.</summary>
    public const string DemoAccounts = "demo-accounts";

    /// <summary>The position of the index for searching in the change log.</summary>
    public const string Search = "search";

    /// <summary>Steps of the first run that were left for later.</summary>
    public const string FirstRun = "first-run";

    /// <summary>Present when the lists that an office starts with have been added.</summary>
    public const string ReferenceData = "reference-data";

    /// <summary>Begin the keys of the nightly jobs, each with how its last run went.</summary>
    public const string NightlyJobs = "nightly:";

    /// <summary>Present when the terms that a list of the office starts with have been added.</summary>
    public static string TermsOf(string list) => $"terms-{list}";

    /// <summary>What a fact says; null where it is not there.</summary>
    public static Task<string?> ReadAsync(DashboardDbContext db, string key, CancellationToken cancellationToken) =>
        db.StoreFacts.AsNoTracking().Where(fact => fact.Key == key).Select(fact => (string?)fact.Value)
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>Writes a fact at once, whatever it said before; in the context's transaction where one is open.</summary>
    public static async Task WriteAsync(DashboardDbContext db, string key, string value, CancellationToken cancellationToken)
    {
        // Of two who write it for the first time, the second one changes what the first has added.
        while (!await ReplaceAsync(db.StoreFacts.Where(fact => fact.Key == key), value, cancellationToken)
            && !await AddAsync(db, key, value, cancellationToken))
        {
        }
    }

    /// <summary>Sets a fact that is saved with the context's other changes.</summary>
    public static async Task SetAsync(DashboardDbContext db, string key, string value, CancellationToken cancellationToken)
    {
        if (await db.StoreFacts.FindAsync([key], cancellationToken) is { } fact) fact.Value = value;
        else db.StoreFacts.Add(new StoreFact { Key = key, Value = value });
    }

    /// <summary>Writes a fact at once if it still says what it said before.</summary>
    /// <param name="before">Null for a fact that is not there yet.</param>
    /// <param name="after">Null to take it away.</param>
    /// <returns>False when it says something else: somebody was faster, and nothing was written.</returns>
    public static async Task<bool> TryMoveAsync(DashboardDbContext db, string key, string? before, string? after,
        CancellationToken cancellationToken)
    {
        if (before is null) return after is not null && await AddAsync(db, key, after, cancellationToken);
        var own = db.StoreFacts.Where(fact => fact.Key == key && fact.Value == before);
        return after is null ? await own.ExecuteDeleteAsync(cancellationToken) == 1 : await ReplaceAsync(own, after, cancellationToken);
    }

    /// <summary>Takes a fact away, whatever it says.</summary>
    public static Task RemoveAsync(DashboardDbContext db, string key, CancellationToken cancellationToken) =>
        db.StoreFacts.Where(fact => fact.Key == key).ExecuteDeleteAsync(cancellationToken);

    private static async Task<bool> ReplaceAsync(IQueryable<StoreFact> own, string value, CancellationToken cancellationToken) =>
        await own.ExecuteUpdateAsync(set => set.SetProperty(fact => fact.Value, value), cancellationToken) == 1;

    /// <returns>False when the fact is there.</returns>
    private static async Task<bool> AddAsync(DashboardDbContext db, string key, string value, CancellationToken cancellationToken)
    {
        var added = db.StoreFacts.Add(new StoreFact { Key = key, Value = value });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException failure) when (failure.IsDuplicate())
        {
            return false;
        }
        finally
        {
            // What is read and written past the context is not to be found in it.
            added.State = EntityState.Detached;
        }
    }
}
