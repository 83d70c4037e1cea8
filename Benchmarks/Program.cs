using Concentric.Benchmarks.Cube;
using Concentric.Benchmarks.Evaluation;
using Concentric.Benchmarks.Exports;
using Concentric.Benchmarks.Imports;
using Concentric.Benchmarks.Looks;
using Concentric.Benchmarks.Nodes;
using Concentric.Benchmarks.OpenPages;
using Concentric.Benchmarks.Saves;
using Concentric.Benchmarks.Search;
using Concentric.Benchmarks.Site;
using Concentric.Benchmarks.Uploads;

// Measured on purpose, never in CI: a figure belongs to one machine and one run, so each run prints everything side by side.
switch (args)
{
    case ["cube", "--store", var store]:
        return await CubeBenchmark.RunAsync(store, CancellationToken.None);
    case ["cube-build", "--store", var store]:
        return await CubeBenchmark.RunWithoutSqlAsync(store, CancellationToken.None);
    case ["judge", "--store", var store]:
        return await JudgementBenchmark.RunAsync(store, CancellationToken.None);
    case ["site", "--published", var program, "--data", var folder]:
        return await SiteBenchmark.RunAsync(program, folder, CancellationToken.None);
    case ["live", "--data", var folder]:
        return await LiveBenchmark.RunAsync(folder, CancellationToken.None);
    case ["nodes", "--data", var folder]:
        return await NodesBenchmark.RunAsync(folder, null, CancellationToken.None);
    case ["nodes", "--data", var folder, "--connection", var connection]:
        return await NodesBenchmark.RunAsync(folder, connection, CancellationToken.None);
    case ["open-pages", "--data", var folder, "--pages", var counts, "--seconds", var seconds]:
        return await OpenPagesBenchmark.RunAsync(folder, counts, int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture),
            CancellationToken.None);
    case ["open-pages-clients", var address]:
        return await Clients.RunAsync(address, CancellationToken.None);
    case ["search", "--store", var store]:
        return await SearchBenchmark.RunAsync(store, CancellationToken.None);
    case ["pickers", "--store", var store]:
        return await SearchBenchmark.RunPickersAsync(store, CancellationToken.None);
    case ["evaluation", "--store", var store]:
        return await EvaluationBenchmark.RunAsync(store, CancellationToken.None);
    case ["looks", "--store", var store]:
        return await LooksBenchmark.RunAsync(store, CancellationToken.None);
    case ["import", "--rows", var rows]:
        return await ImportBenchmark.RunAsync(int.Parse(rows, System.Globalization.CultureInfo.InvariantCulture), CancellationToken.None);
    case ["import"]:
        return await ImportBenchmark.RunAsync(100_000, CancellationToken.None);
    case ["uploads"]:
        return await UploadBenchmark.RunAsync(CancellationToken.None);
    case ["upload-attempt", var index]:
        return UploadBenchmark.Attempt(int.Parse(index, System.Globalization.CultureInfo.InvariantCulture));
    case ["saves", "--folder", var folder]:
        return await SaveBenchmark.RunAsync(folder, CancellationToken.None);
    case ["export"]:
        return await WriterBenchmark.RunAsync(CancellationToken.None);
    case ["export", "--store", var store]:
        return await StoreExportBenchmark.RunAsync(store, CancellationToken.None);
    case ["export-attempt", var writer, var rows]:
        return await WriterBenchmark.AttemptAsync(writer, int.Parse(rows, System.Globalization.CultureInfo.InvariantCulture),
            CancellationToken.None);
    default:
        await Console.Error.WriteLineAsync("""
            dotnet run -c Release --project Benchmarks -- cube --store <file>
                The overview from the cube, by SQL GROUP BY on SQLite and by DuckDB in memory; building and recounting the cube.
                The store is a SQLite file, as `dotnet run --project Dashboard -- generate …` makes one. It is copied, not changed.
            dotnet run -c Release --project Benchmarks -- cube-build --store <file>
                The same without SQL and DuckDB beside it, with the processor time of building and what each metric costs to read.
            dotnet run -c Release --project Benchmarks -- judge --store <file>
                25 metrics of every community judged by their own past, from the cube; one metric's chart. The store is copied.
            dotnet run -c Release --project Benchmarks -- site --published <Dashboard.dll> --data <folder>
                The published program: start to the first full page, time to first byte, resident size, what an open page costs.
            dotnet run -c Release --project Benchmarks -- live --data <folder>
                From saving a record to the changed figure in an open browser. Writes to the store in the folder.
            dotnet run -c Release --project Benchmarks -- open-pages --data <folder> --pages <n,n,…> --seconds <number>
                Many open overviews over real circuits: what a save costs for each, when each has it, memory. Writes to the store.
            dotnet run -c Release --project Benchmarks -- nodes --data <folder> [--connection <SQL Server>]
                From saving on one node to what pages that are open on another show. Writes to the store.
            dotnet run -c Release --project Benchmarks -- search --store <file>
                Searching all records, beside looking through their texts; pages of the list of petitions. The store is copied, not changed.
            dotnet run -c Release --project Benchmarks -- pickers --store <file>
                What forms offer while a reference is typed, by the index of each store. The store is copied, not changed.
            dotnet run -c Release --project Benchmarks -- evaluation --store <file>
                The annual evaluation of 500 co-builders on a million records about them, added to a copy of the store: a cycle
                scored, 10,000 draws of weights, one unit's page.
            dotnet run -c Release --project Benchmarks -- looks --store <file>
                A figure under two definitions, the signs of petitions and the programmes, over a year and over all. The store is copied.
            dotnet run -c Release --project Benchmarks -- uploads
                Files that are made to take memory: by how much a process grows until it has refused each of them.
            dotnet run -c Release --project Benchmarks -- saves --folder <folder>
                A save that is flushed when it is acknowledged, on the disk of the folder, beside one that is not.
            dotnet run -c Release --project Benchmarks -- import [--rows <number>]
                A workbook of petitions (100,000 unless told) checked and taken in, on an embedded store of its own, and how long
                somebody who saves meanwhile waits; then the same file with every title changed.
            """);
        return 2;
}
