// A judge for the witness of a desk, made of programs that nobody here wrote: Go's own reader of notes
// (golang.org/x/mod/sumdb/note) with the cosignature verifier of torchwood, and a log of Tessera, which is a client of
// tlog-witness.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"
	"time"

	"filippo.io/torchwood"
	"github.com/transparency-dev/tessera"
	"github.com/transparency-dev/tessera/storage/posix"
	"golang.org/x/mod/sumdb/note"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Println("refused:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) >= 2 && args[0] == "open":
		return open(args[1:])
	case len(args) == 5 && args[0] == "log":
		return log(args[1], args[2], args[3], args[4])
	}
	return errors.New("open VKEY... | log FOLDER PRIVATE-KEY WITNESS-VKEY URL")
}

func verifier(vkey string) (note.Verifier, error) {
	if v, err := note.NewVerifier(vkey); err == nil {
		return v, nil
	}
	return torchwood.NewCosignatureVerifier(vkey)
}

// open reads a note from its input and prints who of the given keys signed it, a witness with its time.
func open(vkeys []string) error {
	var verifiers []note.Verifier
	for _, vkey := range vkeys {
		v, err := verifier(vkey)
		if err != nil {
			return err
		}
		verifiers = append(verifiers, v)
	}
	read, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	opened, err := note.Open(read, note.VerifierList(verifiers...))
	if err != nil {
		return err
	}
	checkpoint, err := torchwood.ParseCheckpoint(opened.Text)
	if err != nil {
		return err
	}
	fmt.Println(checkpoint.Origin, checkpoint.N)
	for _, sig := range opened.Sigs {
		if sig.Name == checkpoint.Origin {
			fmt.Println(sig.Name)
			continue
		}
		at, err := torchwood.CosignatureTimestamp(sig)
		if err != nil {
			return err
		}
		fmt.Println(sig.Name, at)
	}
	return nil
}

// log adds an entry to a log and prints its checkpoint once the witness has cosigned it; an entry for each line read.
func log(folder, key, vkey, at string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	signer, err := note.NewSigner(key)
	if err != nil {
		return err
	}
	root, err := url.Parse(at)
	if err != nil {
		return err
	}
	witness, err := tessera.NewWitness(vkey, root)
	if err != nil {
		return err
	}
	driver, err := posix.New(ctx, posix.Config{Path: folder})
	if err != nil {
		return err
	}
	options := tessera.NewAppendOptions().
		WithCheckpointSigner(signer).
		WithBatching(1, 100*time.Millisecond).
		WithCheckpointInterval(time.Second).
		WithWitnesses(tessera.NewWitnessGroup(1, witness), nil)
	appender, shutdown, reader, err := tessera.NewAppender(ctx, driver, options)
	if err != nil {
		return err
	}
	entries, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	awaiter := tessera.NewPublicationAwaiter(ctx, reader.ReadCheckpoint, 100*time.Millisecond)
	var checkpoint []byte
	for entry := range strings.Lines(string(entries)) {
		if _, checkpoint, err = awaiter.Await(ctx, appender.Add(ctx, tessera.NewEntry([]byte(entry)))); err != nil {
			return err
		}
	}
	if err := shutdown(ctx); err != nil {
		return err
	}
	_, err = os.Stdout.Write(checkpoint)
	return err
}
