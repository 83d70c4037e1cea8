using Concentric.Activities;
using Concentric.Data;
using Concentric.Exports.Views;
using Concentric.Instructions;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.OfficeLists;
using Concentric.Petitions;
using Concentric.Programmes;
using Concentric.Resources;
using Concentric.Rules;
using Concentric.Sheets;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.OfficeLists;

/// <summary>The lists of the office, a sheet for each.</summary>
internal sealed class OfficeListsPageExport(PetitionCategoryCommands categories, ProgrammeCommands programmes, ServiceCommands services,
    OfficeTermLists terms, MetricCatalogue catalogue, InCharge inCharge) : PageExport
{
    public override string Key => "office-lists";

    public override bool IsFor(CurrentUser caller) => caller.Role == Role.Administrator;

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        return new(L["OfficeList.Title"], [],
        [
            Table(L["OfficeList.categories"], await categories.ListAsync(cancellationToken),
                (new(Texts.Bracketed(Name(nameof(PetitionCategory.DueWorkingDays)), L["OfficeList.Days.Unit"]), SheetType.Whole, 16),
                    category => category.DueWorkingDays)),
            .. await TermsAsync(),
            Table(L["OfficeList.programmes"], await programmes.ListAsync(cancellationToken),
                (new(Name(nameof(Programme.Kind)), SheetType.Text, 12), programme => Texts.Term(programme.Kind)),
                (new(Name(nameof(Programme.Figures)), SheetType.Text, 40), programme => Texts.Series(
                    ProgrammeFigures.WholeOf(programme).Select(catalogue.Find).OfType<Metric>().Select(metric => Texts.Name(metric))))),
            Table(L["OfficeList.services"], await services.ListAsync(cancellationToken)),
            await InChargeAsync(),
        ]);

        async Task<IReadOnlyList<ViewTable>> TermsAsync()
        {
            var tables = new List<ViewTable>();
            foreach (var list in terms.All)
            {
                var lines = await list.ListAsync(cancellationToken);
                tables.Add(list.List.IsCounted
                    ? Table(L[$"OfficeList.{list.List.Key}"], lines, (new(Name("CountsAs"), SheetType.Text, 14),
                        term => list.List.NameGiven(list.List.CountedAs(term.Code)!, request.Culture)))
                    : Table(L[$"OfficeList.{list.List.Key}"], lines));
            }

            return tables;
        }

        async Task<ViewTable> InChargeAsync()
        {
            var (rows, leaders, workers) = await inCharge.ReadAsync(cancellationToken);
            return ViewTable.Of(L["OfficeList.in-charge"],
                [
                    new(L["Work.Table.Community"], SheetType.Text, 16), new(L["Instruction.InCharge.Column.Leader"], SheetType.Text, 14),
                    new(L["Instruction.InCharge.Column.Secretary"], SheetType.Text, 14),
                    new(L["Instruction.InCharge.Column.Account"], SheetType.Text, 16),
                ],
                [.. rows.Select(row => (object?[])[request.Names.Name(row.CommunityId),
                    leaders.FirstOrDefault(one => one.Id == row.LeaderId)?.Name, row.Secretary,
                    workers.FirstOrDefault(one => one.Id == row.AccountId)?.UserName])]);
        }

        string Name(string field) => RuleTexts.Field(field, request.Culture);

        ViewTable Table<T>(string title, IReadOnlyList<OfficeListLine<T>> lines,
            params IReadOnlyList<(SheetColumn Column, Func<T, object?> Value)> own)
            where T : OfficeListItem => ViewTable.Of(title,
            [
                new(Name(nameof(OfficeListItem.Name)), SheetType.Text, 24), new(Name(nameof(OfficeListItem.NameEn)), SheetType.Text, 28),
                .. own.Select(one => one.Column),
                new(L["OfficeList.InUse"], SheetType.Whole, 10), new(L["OfficeList.Retired"], SheetType.Text, 8),
            ],
            [.. lines.Select(line => (object?[])[line.Item.Name, line.Item.NameEn, .. own.Select(one => one.Value(line.Item)), line.Uses,
                Texts.Get(line.Item.IsRetired ? "Yes" : "No")])]);
    }
}
