using System.Reflection;
using System.Runtime.CompilerServices;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Concentric.Dashboard.Infrastructure;

/// <summary>
/// Traces of requests and metrics of server and runtime, for an OTLP receiver, if the settings name one. Its libraries are loaded
/// only then: they would cost every start and every office that has no receiver.
/// </summary>
internal static class Telemetry
{
    public const string Key = "Telemetry:Endpoint";

    /// <summary>The usual port for OTLP over plain HTTP; any other is spoken to by gRPC.</summary>
    private const int HttpPort = 4318;

    /// <summary>Where to; null for nowhere.</summary>
    public static Uri? Read(SettingsReader reader)
    {
        if (reader.Raw(Key) is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https") return endpoint;
        reader.Complain(Key, text, "Settings.Endpoint");
        return null;
    }

    /// <summary>After the settings, which have been checked.</summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        if (Read(new SettingsReader(builder.Configuration)) is { } endpoint) Add(builder, endpoint);
    }

    // Not inlined: the libraries are loaded when this method is compiled.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Add(IHostApplicationBuilder builder, Uri endpoint)
    {
        var version = typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("concentric", serviceVersion: version))
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddOtlpExporter(exporter => SendTo(exporter, "v1/traces")))
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddMeter("System.Runtime").AddOtlpExporter(exporter => SendTo(exporter, "v1/metrics")));

        void SendTo(OtlpExporterOptions exporter, string path)
        {
            var isHttp = endpoint.Port == HttpPort;
            exporter.Protocol = isHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
            exporter.Endpoint = isHttp ? new Uri(endpoint, path) : endpoint;
        }
    }
}
