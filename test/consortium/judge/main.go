// Judges raw answers of a node with CometBFT's own library: the transaction's proof into the block's data, the votes for
// the block and for the next one, and the link between the two. Reads one JSON object from standard input and prints
// "accepted", or what is wrong.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"

	cmtjson "github.com/cometbft/cometbft/libs/json"
	coretypes "github.com/cometbft/cometbft/rpc/core/types"
	"github.com/cometbft/cometbft/types"
)

type answers struct {
	Chain          string
	Tx             json.RawMessage
	Commit         json.RawMessage
	Next           json.RawMessage
	Validators     json.RawMessage
	NextValidators json.RawMessage
}

func read(raw json.RawMessage, into any) error { return cmtjson.Unmarshal(raw, into) }

// What is signed is checked against validators that the caller trusts: here those of the answers, so that exactly the
// same input is judged as by the verifier under test.
func judge(given answers) error {
	var tx coretypes.ResultTx
	var commit, next coretypes.ResultCommit
	var set, nextSet coretypes.ResultValidators
	for _, part := range []struct {
		raw  json.RawMessage
		into any
	}{{given.Tx, &tx}, {given.Commit, &commit}, {given.Next, &next}, {given.Validators, &set}, {given.NextValidators, &nextSet}} {
		if err := read(part.raw, part.into); err != nil {
			return fmt.Errorf("unreadable: %w", err)
		}
	}
	if err := tx.Proof.Validate(commit.Header.DataHash); err != nil {
		return fmt.Errorf("transaction: %w", err)
	}
	if !bytes.Equal(tx.Proof.Data, tx.Tx) {
		return fmt.Errorf("transaction: the proof is about another one")
	}
	for _, block := range []struct {
		commit coretypes.ResultCommit
		set    coretypes.ResultValidators
	}{{commit, set}, {next, nextSet}} {
		validators := types.NewValidatorSet(block.set.Validators)
		if !bytes.Equal(validators.Hash(), block.commit.Header.ValidatorsHash) {
			return fmt.Errorf("validators: not those that the header names")
		}
		if err := block.commit.SignedHeader.ValidateBasic(given.Chain); err != nil {
			return fmt.Errorf("header: %w", err)
		}
		signed := block.commit.Commit
		if err := validators.VerifyCommitLight(given.Chain, signed.BlockID, block.commit.Header.Height, signed); err != nil {
			return fmt.Errorf("votes: %w", err)
		}
	}
	if !next.Header.LastBlockID.Equals(commit.Commit.BlockID) {
		return fmt.Errorf("link: the next header names another block")
	}
	return nil
}

func main() {
	input, err := io.ReadAll(os.Stdin)
	var given answers
	if err == nil {
		err = json.Unmarshal(input, &given)
	}
	if err == nil {
		err = judge(given)
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("accepted")
}
