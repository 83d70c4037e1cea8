using Concentric.Data;
using Concentric.Metrics;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.SentenceChecks;

/// <summary>
/// Remembers for the office what phrases mean, and forgets it again; each is one transaction with its audit line. Everybody's checks go
/// by it, so only those who keep published figures may say it.
/// </summary>
public sealed class RememberedPhrases(IDbContextFactory<DashboardDbContext> factory, MetricCatalogue catalogue, OfficeClock clock)
{
    /// <summary>Kind of the audit rows.</summary>
    public static readonly string Kind = RecordKinds.NameOf<RememberedPhrase>();

    /// <summary>All of them, the newest first. Words that are remembered are no secret: they are those of reports.</summary>
    public async Task<IReadOnlyList<RememberedPhrase>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.RememberedPhrases.AsNoTracking().OrderByDescending(one => one.At).ThenByDescending(one => one.Id)
            .Take(RememberedPhrase.Most).ToListAsync(cancellationToken);
    }

    /// <summary>True for a phrase with words enough to be known by, beyond 其中, 同比增长 and the like, which stand beside any number.</summary>
    public static bool CanBeKept(string phrase) =>
        phrase.Length <= SentenceReader.MostPhrase && PlainWords.Content(phrase) >= RememberedPhrase.LeastLetters;

    /// <summary>Remembers what a phrase means; what was said of it before gives way.</summary>
    /// <param name="metric">Key of the metric; null when no metric counts it.</param>
    /// <exception cref="RefusedException">The caller may not, or there is no such metric, or there are too many.</exception>
    public Task RememberAsync(CurrentUser caller, string phrase, string? metric, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => RememberOnceAsync(caller, phrase, metric, cancellationToken), cancellationToken);

    /// <summary>Forgets a phrase: the next check asks again.</summary>
    /// <exception cref="RefusedException">The caller may not.</exception>
    /// <exception cref="RecordNotFoundException">Somebody else was faster.</exception>
    public async Task ForgetAsync(CurrentUser caller, int id, CancellationToken cancellationToken)
    {
        var check = Check(caller);
        check.ThrowIfAny();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var phrase = await db.RememberedPhrases.AsTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken)
            ?? throw new RecordNotFoundException(Kind, id);
        db.Remove(phrase);
        db.AddLine(clock.UtcNow, caller, Kind, id, "Deleted", phrase.Told());
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new RecordNotFoundException(Kind, id);
        }
    }

    private async Task RememberOnceAsync(CurrentUser caller, string phrase, string? metric, CancellationToken cancellationToken)
    {
        var check = Check(caller);
        check.That(CanBeKept(phrase), "Phrase", phrase, Rule.Required);
        check.That(metric is null || catalogue.Find(metric) is not null, "Metric", metric, Rule.Unknown);
        check.ThrowIfAny();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellationToken);
        var present = await db.RememberedPhrases.AsTracking().SingleOrDefaultAsync(one => one.Phrase == phrase, cancellationToken);
        if (present is not null && present.MetricKey == metric) return;
        var before = present?.Told();
        if (present is null)
        {
            var count = await db.RememberedPhrases.CountAsync(cancellationToken);
            check.That(count < RememberedPhrase.Most, "Phrase", null, Rule.TooManyPhrases, RememberedPhrase.Most);
            check.ThrowIfAny();
            db.RememberedPhrases.Add(present = new() { Phrase = phrase, By = caller.Name });
        }

        (present.MetricKey, present.By, present.At) = (metric, caller.Name, clock.UtcNow);
        await db.SaveChangesAsync(cancellationToken);
        db.AddLine(clock.UtcNow, caller, Kind, present.Id, before is null ? "Added" : "Changed", before, present.Told());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static ValidationContext Check(CurrentUser caller)
    {
        var check = new ValidationContext();
        check.That(caller.MayKeepFigures, "Phrase", null, Rule.Unknown);
        return check;
    }
}
