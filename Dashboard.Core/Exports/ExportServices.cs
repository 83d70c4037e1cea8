using Concentric.Exports.StreetSummary;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Exports;

/// <summary>Registers workbooks.</summary>
public static class ExportServices
{
    /// <summary>The templates. Needs the store, the catalogue, the office and its clock.</summary>
    public static IServiceCollection AddExportTemplates(this IServiceCollection services) => services
        .AddSingleton<ExportTemplates>()
        .AddSingleton<ExportTemplate, StreetSummaryTemplate>();
}
