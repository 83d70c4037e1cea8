using System.Text.Encodings.Web;
using System.Text.Json;
using Concentric.Data;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.SentenceChecks;

/// <summary>A kept check as it is listed.</summary>
/// <param name="At">UTC.</param>
public sealed record ListedCheck(int Id, string Title, DateTime At, int Claims, int Unsupported, Period Period, string? Communities);

/// <summary>
/// Keeps checks for those who may take them away as documents, each one's own; nobody else's are found. Whoever may keep none any more
/// still reads and deletes the own ones. Keeping and deleting leave a line in the audit trail with title and counts, and no word of the
/// text.
/// </summary>
public sealed class KeptChecks(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    /// <summary>Kind of the audit lines.</summary>
    public static readonly string Kind = RecordKinds.NameOf<KeptCheck>();

    /// <summary>The field of the title.</summary>
    public const string TitleField = "CheckTitle";

    // Characters as they are: escaped, Chinese would take six times as much.
    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>True for those who may keep checks.</summary>
    public static bool MayKeep(CurrentUser caller) => caller is { MayExport: true, UserId: not null };

    /// <summary>The caller's, the newest first.</summary>
    public async Task<IReadOnlyList<ListedCheck>> ListAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        if (caller.UserId is null) return [];
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Own(db, caller).OrderByDescending(one => one.At).ThenByDescending(one => one.Id).Take(KeptCheck.MostOfOne)
            .Select(one => new ListedCheck(one.Id, one.Title, one.At, one.Claims, one.Unsupported, new(one.PeriodFrom, one.PeriodTo),
                one.Communities)).ToListAsync(cancellationToken);
    }

    /// <summary>One of the caller's; null where there is none.</summary>
    public async Task<KeptCheck?> FindAsync(CurrentUser caller, int id, CancellationToken cancellationToken)
    {
        if (caller.UserId is null) return null;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Own(db, caller).SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
    }

    /// <summary>Keeps a check under a title; one of the caller's own that has the title becomes this one.</summary>
    /// <param name="communities">Codes of the check's communities, separated by commas; null for the whole street.</param>
    /// <param name="replaces">True where a check of another text that has the title may be lost.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="RefusedException">
    /// The caller may not, the title is missing or too long or another text's, or there are too many.
    /// </exception>
    public async Task<int> KeepAsync(CurrentUser caller, string? title, CheckedText text, IReadOnlyList<ClaimChoice> choices,
        string? communities, CancellationToken cancellationToken, bool replaces = false)
    {
        var check = new ValidationContext();
        check.That(MayKeep(caller), TitleField, null, Rule.Unknown);
        var called = check.RequiredLine(TitleField, title, TextLimits.Name);
        // What was chosen for numbers that the text no longer has is not kept with it.
        var keys = text.Claims.Select(claim => claim.Key).ToHashSet();
        var (chosen, outcome) = (JsonSerializer.Serialize(choices.Where(choice => keys.Contains(choice.Key)), Written),
            JsonSerializer.Serialize(text.Claims.Select(OutcomeOf), Written));
        check.That(Math.Max(chosen.Length, outcome.Length) <= KeptCheck.MostTold, SentenceChecker.TextField, null,
            Rule.TooManyClaims, SentenceChecker.MostClaims, text.Claims.Count);
        check.ThrowIfAny();
        var id = 0;
        await StoreRetry.RunAsync(async () => id = await KeepOnceAsync(caller, called, text, chosen, outcome, communities,
            replaces, cancellationToken), cancellationToken);
        return id;
    }

    /// <summary>Deletes one of the caller's with its text.</summary>
    /// <exception cref="RecordNotFoundException">The caller has no such check.</exception>
    public async Task DeleteAsync(CurrentUser caller, int id, CancellationToken cancellationToken)
    {
        if (caller.UserId is null) throw new RecordNotFoundException(Kind, id);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var kept = await Own(db, caller).AsTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken)
            ?? throw new RecordNotFoundException(Kind, id);
        db.Remove(kept);
        db.AddLine(clock.UtcNow, caller, Kind, id, "Deleted", Told(kept));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new RecordNotFoundException(Kind, id);
        }
    }

    /// <summary>
    /// Deletes what was kept longer ago than <see cref="KeptCheck.KeptDays"/>, whoever kept it, and what belongs to accounts that sign in
    /// no more.
    /// </summary>
    public async Task<int> PruneAsync(CancellationToken cancellationToken)
    {
        var before = clock.UtcNow.AddDays(-KeptCheck.KeptDays);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.KeptChecks.Where(one => one.At < before || one.User!.IsDisabled).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>The choices of a kept check.</summary>
    public static IReadOnlyList<ClaimChoice> ChoicesOf(KeptCheck kept) => JsonSerializer.Deserialize<List<ClaimChoice>>(kept.Choices) ?? [];

    /// <summary>Where the records say otherwise of a kept check's text than they did; numbers it no longer has are left out.</summary>
    public static IReadOnlyList<ClaimShift> ShiftsOf(KeptCheck kept, CheckedText now)
    {
        // The same number may be told twice in the same words: the first is the first.
        var then = (JsonSerializer.Deserialize<List<KeptOutcome>>(kept.Outcome) ?? []).GroupBy(one => one.Key)
            .ToDictionary(same => same.Key, same => new Queue<KeptOutcome>(same));
        return [.. now.Claims.Select((claim, i) => then.TryGetValue(claim.Key, out var same) && same.TryDequeue(out var before)
                ? new ClaimShift(i + 1, claim, before) : null).OfType<ClaimShift>()
            .Where(one => one.Now.Verdict != one.Then.Verdict)];
    }

    private static KeptOutcome OutcomeOf(CheckedClaim claim) => new(claim.Key, claim.Verdict, claim.Metric?.Key, Recorded(claim));

    /// <summary>The figure that a claim is held against; null without one.</summary>
    private static double? Recorded(CheckedClaim claim) => claim.IsOfBefore ? claim.Before.Value : claim.Figure.Value;

    private async Task<int> KeepOnceAsync(CurrentUser caller, string title, CheckedText text, string choices, string outcome,
        string? communities, bool replaces, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellationToken);
        var kept = await Own(db, caller).AsTracking().SingleOrDefaultAsync(one => one.Title == title, cancellationToken);
        var before = kept is null ? null : Told(kept);
        var check = new ValidationContext();
        check.That(kept is null || replaces || kept.Text == text.Text, TitleField, title, Rule.OtherTextKept);
        check.ThrowIfAny();
        if (kept is null)
        {
            var count = await Own(db, caller).CountAsync(cancellationToken);
            check.That(count < KeptCheck.MostOfOne, TitleField, title, Rule.TooManyChecks, KeptCheck.MostOfOne);
            check.ThrowIfAny();
            db.Add(kept = new()
            {
                UserId = caller.UserId!.Value,
                Title = title,
                Text = text.Text,
                Choices = choices,
                Outcome = outcome,
            });
        }

        (kept.Text, kept.Choices, kept.Outcome) = (text.Text, choices, outcome);
        (kept.WrittenOn, kept.PeriodFrom, kept.PeriodTo) = (text.WrittenOn, text.Default.Period.From, text.Default.Period.To);
        (kept.Communities, kept.Claims, kept.At) = (communities, text.Claims.Count, clock.UtcNow);
        kept.Unsupported = text.Claims.Count(claim => claim.Verdict == SentenceVerdict.NotSupported);
        await db.SaveChangesAsync(cancellationToken);
        db.AddLine(clock.UtcNow, caller, Kind, kept.Id, before is null ? "Added" : "Changed", before, Told(kept));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return kept.Id;
    }

    private static IQueryable<KeptCheck> Own(DashboardDbContext db, CurrentUser caller) =>
        db.KeptChecks.AsNoTracking().Where(one => one.UserId == caller.UserId);

    private static object Told(KeptCheck kept) => new { kept.Title, Characters = kept.Text.Length, kept.Claims, kept.Unsupported };
}
