using System.Text.RegularExpressions;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.People;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Petitions;

/// <summary>A sort of petition as an administrator enters it.</summary>
/// <param name="Name">In Chinese; no other category has it.</param>
/// <param name="NameEn">In English; as the Chinese one when left out.</param>
/// <param name="DueWorkingDays">Working days from receipt to the due date, 1 to <see cref="PetitionCategory.MostDueWorkingDays"/>.</param>
public sealed record PetitionCategoryInput(string? Name, string? NameEn, long? DueWorkingDays);

/// <summary>
/// Keeps the sorts of petition. Other working days hold for petitions that come in from then on: a due date that was given stays
/// as it was given. Other nodes show a new name within <see cref="CommunityDirectory.Lifetime"/>.
/// </summary>
public sealed partial class PetitionCategoryCommands(IDbContextFactory<DashboardDbContext> factory, CommunityDirectory directory,
    OfficeClock clock)
{
    /// <summary>Kind of the audit rows; their record id is 0, for a category's key is a text.</summary>
    public static readonly string Kind = RecordKinds.NameOf<PetitionCategory>();

    /// <summary>Adds a category.</summary>
    /// <returns>Its key, made of its name.</returns>
    /// <exception cref="RefusedException">The caller may not, or a value won't do.</exception>
    public async Task<string> AddAsync(CurrentUser caller, PetitionCategoryInput input, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var present = await db.PetitionCategories.AsNoTracking().ToListAsync(cancellationToken);
        var category = new PetitionCategory { Key = "", Name = "", NameEn = "" };
        Take(caller, input, category, present);
        category.Key = KeyOf(category.NameEn, present);
        db.PetitionCategories.Add(category);
        db.AddLine(clock.UtcNow, caller, Kind, 0, "Added", null, category);
        await SaveAsync(db, cancellationToken);
        return category.Key;
    }

    /// <summary>Changes the names and working days of a category. Nothing is written when nothing is different.</summary>
    /// <exception cref="RefusedException">The caller may not, there is no such category, or a value won't do.</exception>
    public async Task ChangeAsync(CurrentUser caller, string key, PetitionCategoryInput input, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var present = await db.PetitionCategories.AsTracking().ToListAsync(cancellationToken);
        var category = Find(present, key);
        var before = Told(category);
        Take(caller, input, category, [.. present.Where(other => other.Key != key)]);
        if (!db.ChangeTracker.HasChanges()) return;
        db.AddLine(clock.UtcNow, caller, Kind, 0, "Changed", before, category);
        await SaveAsync(db, cancellationToken);
    }

    /// <summary>Takes a category from what new petitions can have, or brings it back. Petitions that have it keep it.</summary>
    /// <exception cref="RefusedException">The caller may not, or there is no such category.</exception>
    public async Task RetireAsync(CurrentUser caller, string key, bool isRetired, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var category = Find(await db.PetitionCategories.AsTracking().ToListAsync(cancellationToken), key);
        var check = new ValidationContext();
        check.That(caller.MayKeepCategories, nameof(Petition.Category), category.Name, Rule.Unknown);
        check.ThrowIfAny();
        if (category.IsRetired == isRetired) return;
        var before = Told(category);
        category.IsRetired = isRetired;
        db.AddLine(clock.UtcNow, caller, Kind, 0, isRetired ? "Retired" : "Restored", before, category);
        await SaveAsync(db, cancellationToken);
    }

    /// <summary>Deletes a category that no petition has, archived ones included.</summary>
    /// <exception cref="RefusedException">The caller may not, there is no such category, or petitions have it.</exception>
    public async Task DeleteAsync(CurrentUser caller, string key, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var category = Find(await db.PetitionCategories.AsTracking().ToListAsync(cancellationToken), key);
        var check = new ValidationContext();
        check.That(caller.MayKeepCategories, nameof(Petition.Category), category.Name, Rule.Unknown);
        check.That(!await db.Petitions.AnyAsync(petition => petition.Category == key, cancellationToken), nameof(Petition.Category),
            category.Name, Rule.InUse);
        check.ThrowIfAny();
        db.PetitionCategories.Remove(category);
        db.AddLine(clock.UtcNow, caller, Kind, 0, "Deleted", category);
        await SaveAsync(db, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        directory.Forget();
    }

    private async Task SaveAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        directory.Forget();
    }

    private static object Told(PetitionCategory category) =>
        new { category.Key, category.Name, category.NameEn, category.DueWorkingDays, category.IsRetired };

    private static PetitionCategory Find(List<PetitionCategory> present, string key) =>
        present.Find(category => category.Key == key)
            ?? throw new RefusedException([new(nameof(Petition.Category), key, Rule.Unknown, [])]);

    private static void Take(CurrentUser caller, PetitionCategoryInput input, PetitionCategory category,
        IReadOnlyList<PetitionCategory> others)
    {
        var check = new ValidationContext();
        check.That(caller.MayKeepCategories, nameof(Petition.Category), null, Rule.Unknown);
        var name = check.RequiredLine(nameof(input.Name), input.Name, TextLimits.Name);
        var nameEn = check.Line(nameof(input.NameEn), input.NameEn, TextLimits.Name) ?? name;
        check.That(others.All(other => other.Name != name), nameof(input.Name), name, Rule.Repeated);
        check.That(others.All(other => other.NameEn != nameEn), nameof(input.NameEn), nameEn, Rule.Repeated);
        if (check.That(input.DueWorkingDays is not null, nameof(input.DueWorkingDays), null, Rule.Required))
            check.Within(nameof(input.DueWorkingDays), input.DueWorkingDays!.Value, 1, PetitionCategory.MostDueWorkingDays);
        check.ThrowIfAny();
        (category.Name, category.NameEn, category.DueWorkingDays) = (name, nameEn, (int)input.DueWorkingDays!.Value);
    }

    /// <summary>The Latin letters and digits of the English name, with a number behind them when others have them too.</summary>
    private static string KeyOf(string nameEn, List<PetitionCategory> present)
    {
        var stem = string.Join('-', Words().Matches(nameEn.ToLowerInvariant()).Select(match => match.Value));
        if (stem.Length == 0) stem = "category";
        if (stem.Length > TextLimits.Key - 4) stem = stem[..(TextLimits.Key - 4)].TrimEnd('-');
        var key = stem;
        for (var number = 2; present.Exists(category => string.Equals(category.Key, key, StringComparison.OrdinalIgnoreCase)); number++)
            key = $"{stem}-{number}";
        return key;
    }

    [GeneratedRegex("[a-z0-9]+")]
    private static partial Regex Words();
}
