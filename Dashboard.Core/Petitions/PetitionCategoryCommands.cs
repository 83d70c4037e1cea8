using Concentric.Data;
using Concentric.Ledgers;
using Concentric.OfficeLists;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Petitions;

/// <summary>A sort of petition as an administrator enters it.</summary>
/// <param name="DueWorkingDays">Working days from receipt to the due date, 1 to <see cref="PetitionCategory.MostDueWorkingDays"/>.</param>
public sealed record PetitionCategoryInput(string? Name, string? NameEn, long? DueWorkingDays) : OfficeListInput(Name, NameEn);

/// <summary>
/// Keeps the sorts of petition. Other working days hold for petitions that come in from then on: a due date that was given stays
/// as it was given. Other nodes show a new name when the change log tells them of it.
/// </summary>
public sealed class PetitionCategoryCommands(IDbContextFactory<DashboardDbContext> factory, CommunityDirectory directory, OfficeClock clock)
    : OfficeList<PetitionCategory>(factory, clock)
{
    protected override (Type Entity, string Property)[] Keys => [(typeof(Petition), nameof(Petition.Category))];

    /// <summary>Adds a category.</summary>
    /// <returns>Its key, made of its name.</returns>
    /// <exception cref="RefusedException">The caller may not, or a value won't do.</exception>
    public async Task<string> AddAsync(CurrentUser caller, PetitionCategoryInput input, CancellationToken cancellationToken) =>
        (await AddAsync(caller, input, (check, category) => Take(input, check, category), cancellationToken)).Key;

    /// <summary>Changes the names and working days of a category. Nothing is written when nothing is different.</summary>
    /// <exception cref="RefusedException">The caller may not, there is no such category, or a value won't do.</exception>
    public Task ChangeAsync(CurrentUser caller, string key, PetitionCategoryInput input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, key, input, (check, category) => Take(input, check, category), cancellationToken);

    protected override PetitionCategory New(string name, string nameEn, IReadOnlyList<PetitionCategory> present) => new()
    {
        Key = KeyOf(nameEn, "category", present.Select(category => category.Key)),
        Name = name,
        NameEn = nameEn,
    };

    protected override void Forget() => directory.Forget();

    private static void Take(PetitionCategoryInput input, ValidationContext check, PetitionCategory category)
    {
        if (!check.That(input.DueWorkingDays is not null, nameof(input.DueWorkingDays), null, Rule.Required)) return;
        check.Within(nameof(input.DueWorkingDays), input.DueWorkingDays!.Value, 1, PetitionCategory.MostDueWorkingDays);
        category.DueWorkingDays = (int)Math.Clamp(input.DueWorkingDays.Value, 1, PetitionCategory.MostDueWorkingDays);
    }
}
