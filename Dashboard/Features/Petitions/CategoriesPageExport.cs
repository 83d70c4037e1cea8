using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Exports.Sheets;
using Concentric.Exports.Views;
using Concentric.People;
using Concentric.Petitions;
using Concentric.Resources;
using Concentric.Rules;
using Microsoft.Extensions.Localization;

namespace Concentric.Dashboard.Features.Petitions;

/// <summary>The sorts of petition and the time that each has.</summary>
internal sealed class CategoriesPageExport(PetitionQueries queries, IStringLocalizer<PetitionText> texts) : PageExport
{
    public override string Key => "petition-categories";

    public override bool IsFor(CurrentUser caller) => caller.Role == Role.Administrator;

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var rows = await queries.CategoriesAsync(cancellationToken);
        return new(texts["Categories"], [], [ViewTable.Of(
            texts["Categories"],
            [
                new(Name(nameof(PetitionCategory.Name)), SheetType.Text, 20), new(Name(nameof(PetitionCategory.NameEn)), SheetType.Text, 28),
                new($"{Name(nameof(PetitionCategory.DueWorkingDays))} ({texts["Categories.Unit"].Value})", SheetType.Whole, 16), new(texts["Categories.InUse"], SheetType.Text, 8), new(texts["Categories.Retired"], SheetType.Text, 8),
            ],
            [.. rows.Select(row => new object?[] { row.Category.Name, row.Category.NameEn, row.Category.DueWorkingDays, Texts.Get(row.IsUsed ? "Yes" : "No"), Texts.Get(row.Category.IsRetired ? "Yes" : "No") })])]);

        string Name(string field) => RuleTexts.Field(field, request.Culture);
    }
}
