using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Exports.Views;
using Concentric.Ledgers;
using Concentric.People;
using Concentric.Petitions;
using Concentric.Resources;
using Concentric.Rules;
using Concentric.Sheets;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Petitions;

/// <summary>The sorts of petition and the time that each has.</summary>
internal sealed class CategoriesPageExport(PetitionQueries queries) : PageExport
{
    public override string Key => "petition-categories";

    public override bool IsFor(CurrentUser caller) => caller.Role == Role.Administrator;

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var rows = await queries.CategoriesAsync(cancellationToken);
        return new(L["Petition.Categories"], [], [ViewTable.Of(
            L["Petition.Categories"],
            [
                new(Name(nameof(PetitionCategory.Name)), SheetType.Text, 20),
                new(Name(nameof(PetitionCategory.NameEn)), SheetType.Text, 28),
                new($"{Name(nameof(PetitionCategory.DueWorkingDays))} ({L["Petition.Categories.Unit"]})", SheetType.Whole, 16),
                new(L["Petition.Categories.InUse"], SheetType.Text, 8), new(L["Petition.Categories.Retired"], SheetType.Text, 8),
            ],
            [.. rows.Select(row => new object?[] { row.Category.Name, row.Category.NameEn, row.Category.DueWorkingDays,
                Texts.Get(row.IsUsed ? "Yes" : "No"), Texts.Get(row.Category.IsRetired ? "Yes" : "No") })])]);

        string Name(string field) => RuleTexts.Field(field, request.Culture);
    }
}
